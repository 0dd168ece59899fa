import { describe, expect, it } from "vitest";
import { applySnapshot, applyOwnRead, type ConversationState } from "./conversationState";
import { conversationId, head, message, mia, olivia, page, snapshot } from "./testConversations";
import { writtenSince } from "./writtenSince";

const omar = { kind: "operator" as const, operatorId: "omar", name: "Omar" };
const me = olivia.operatorId ?? "";

function held(...authors: (typeof omar | typeof mia)[]): ConversationState {
  const entries = authors.map((author, index) => message(index + 1, author));
  const applied = applySnapshot(null, snapshot(head({ lastSeq: entries.length }), page(0, entries.length, entries)), "operator");
  if (applied === null) throw new Error(`${conversationId} was not taken.`);
  return applied.state;
}

describe("who has written since a text was begun", () => {
  it("is another operator, seen or not, and never oneself", () => {
    expect(writtenSince(held(mia, omar), 1, me)).toEqual(omar);
    expect(writtenSince(applyOwnRead(held(mia, omar), 2), 1, me)).toEqual(omar);
    expect(writtenSince(held(mia, omar), 2, me)).toBeNull();
    expect(writtenSince(held(mia, olivia), 1, me)).toBeNull();
  });

  it("is the contact only where her words were not on the screen", () => {
    expect(writtenSince(held(olivia, mia), 1, me)).toEqual(mia);
    expect(writtenSince(applyOwnRead(held(olivia, mia), 2), 1, me)).toBeNull();
  });
});
