import { describe, expect, it } from "vitest";
import type { ConversationView } from "../../protocol/protocol";
import { inOrder, steadyOrder, urgencyOf } from "./inboxOrder";

const now = Date.parse("2026-11-22T12:00:00.000Z");
const ago = (seconds: number): string => new Date(now - seconds * 1_000).toISOString();

function head(
  conversationId: string, waitsFor: number | null, activeBefore: number, mode: ConversationView["mode"] = "live",
): ConversationView {
  return {
    conversationId, contactId: "c", contactNumber: 1, contactName: null, status: "open", mode, assignee: null,
    contactIsPresent: false, subject: null, topics: [], locale: "en", widgetId: "w", groupId: "g", createdAt: ago(9_999),
    lastActivityAt: ago(activeBefore), lastSeq: 1, preview: null,
    unansweredSince: waitsFor === null ? null : ago(waitsFor), unread: 0,
    receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 }, rating: null,
  };
}

describe("inOrder", () => {
  it("puts who waits longest first, and then the newest activity", () => {
    const heads = [
      head("answered-old", null, 500), head("waits-short", 10, 10), head("answered-new", null, 5),
      head("waits-long", 900, 1),
    ];
    expect(inOrder(heads).map(each => each.conversationId))
      .toEqual(["waits-long", "waits-short", "answered-new", "answered-old"]);
  });

  it("is the same whatever the order before", () => {
    const heads = [head("a", 10, 10), head("b", 10, 10), head("c", null, 3), head("d", null, 3)];
    expect(inOrder([...heads].reverse())).toEqual(inOrder(heads));
  });
});

describe("urgencyOf", () => {
  it.each([
    [null, "live", "answered"], [59, "live", "waiting"], [60, "live", "soon"], [180, "live", "late"],
    [180, "asynchronous", "waiting"], [15 * 60, "asynchronous", "soon"], [2 * 60 * 60, "asynchronous", "late"],
  ] as const)("is, after %s s of waiting %s, %s-like", (waited, mode, expected) => {
    expect(urgencyOf(head("a", waited, 0, mode), now)).toBe(expected);
  });

  it("is nothing for an ended conversation", () => {
    expect(urgencyOf({ ...head("a", 900, 0), status: "ended" }, now)).toBe("answered");
  });
});

describe("steadyOrder", () => {
  it("follows the wanted order while nobody holds the list", () => {
    expect(steadyOrder(null, ["b", "a"])).toEqual({ ids: ["b", "a"], newCount: 0 });
  });

  it("keeps every row in its place while the list is held, and counts who waits to come in", () => {
    expect(steadyOrder(["a", "b"], ["c", "b", "d"])).toEqual({ ids: ["a", "b"], newCount: 2 });
  });
});
