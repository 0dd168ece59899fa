import { describe, expect, it } from "vitest";
import type { Author, ConversationEvent, ConversationView, TimelineEntry } from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import { newPendingMessage } from "../../state/conversations/pendingMessages";
import { firstSeq, indexOfSeq, timelineRows } from "./timelineRows";

const contact: Author = { kind: "contact", operatorId: null, name: null };
const system: Author = { kind: "system", operatorId: null, name: null };
const olivia: Author = { kind: "operator", operatorId: "olivia", name: "Olivia" };
const me = { operatorId: "olivia", name: "Olivia" };

const head: ConversationView = {
  conversationId: "a", contactId: "c", contactNumber: 1, contactName: null, status: "open", mode: "live",
  assignee: me, contactIsPresent: true, subject: null, topics: [], locale: "en", widgetId: "w", groupId: "g",
  createdAt: "2026-11-22T10:00:00.000Z", lastActivityAt: "2026-11-22T10:00:00.000Z", lastSeq: 9, preview: null,
  unansweredSince: null, unread: 0,
  receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 }, rating: null,
};

function state(events: [Author, ConversationEvent][], change: Partial<ConversationState> = {}): ConversationState {
  const entries = events.map(([author, event], index): TimelineEntry => ({
    seq: index + 1, at: `2026-11-22T10:00:0${String(index)}.000Z`, author, commandId: null, event,
  }));
  return {
    side: "operator", head, entries, from: 0, upTo: entries.length, hasOlder: false, pending: [], typing: [],
    preview: null, viewers: null, ...change,
  };
}

const says = (text: string): ConversationEvent => ({ type: "messagePosted", text, attachments: [], translation: null });
const assigned: ConversationEvent = {
  type: "operatorAssigned", operatorId: "olivia", operatorName: "Olivia", previousOperatorId: null, decision: null,
};
const live: ConversationEvent = { type: "wentLive", operatorId: "olivia", operatorName: "Olivia" };

describe("timelineRows", () => {
  it("marks the first and the last bubble of one author", () => {
    const rows = timelineRows(state([[contact, says("a")], [contact, says("b")], [olivia, says("c")]]), me)
      .flatMap(row => row.kind === "message" ? [[row.message.text, row.isFirst, row.isLast, row.isOurs]] : []);
    expect(rows).toEqual([["a", true, false, false], ["b", false, true, false], ["c", true, true, true]]);
  });

  it("says once that an operator joined and is live", () => {
    const kinds = timelineRows(state([[system, assigned], [system, live], [contact, says("a")], [system, live]]), me)
      .flatMap(row => row.kind === "line" ? [row.entry.event.type] : []);
    expect(kinds).toEqual(["operatorAssigned", "wentLive"]);
  });

  it("shows what waits to be sent after what is stored, and who types at the end", () => {
    const rows = timelineRows(state([[contact, says("a")]], {
      pending: [newPendingMessage("command", "mine", "2026-11-22T10:01:00.000Z")],
      typing: [{ author: contact, until: 0 }],
    }), me);
    expect(rows.map(row => row.kind)).toEqual(["day", "message", "message", "typing"]);
    expect(rows[2]).toMatchObject({ key: "command", isOwn: true });
  });

  it("draws a line before what is new, and none when all or nothing is", () => {
    const held = state([[contact, says("a")], [olivia, says("b")], [contact, says("c")]]);
    const kinds = (readUpTo: number | null): string[] => timelineRows(held, me, readUpTo).map(row => row.kind);
    expect(kinds(2)).toEqual(["day", "message", "message", "new", "message"]);
    expect(kinds(0)).not.toContain("new");
    expect(kinds(3)).not.toContain("new");
    expect(kinds(null)).not.toContain("new");
  });

  it("finds entries by their number", () => {
    const rows = timelineRows(state([[contact, says("a")], [system, assigned]]), me);
    expect(firstSeq(rows)).toBe(1);
    expect(indexOfSeq(rows, 2)).toBe(2);
    expect(indexOfSeq(rows, 7)).toBe(-1);
  });
});
