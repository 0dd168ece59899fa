import { describe, expect, it } from "vitest";
import type { ConversationView, TimelineEntry } from "../protocol/protocol";
import { fromNothing, type ConversationState } from "../state/conversations/conversationState";
import { entry, head, olivia, timeAt } from "../state/conversations/testConversations";
import { eventLine, lookingForMilliseconds, statusLine } from "./statusLine";
import { textsOf } from "./texts";

const texts = textsOf("en");
const now = Date.parse(timeAt(30));
const unassigned = { assignee: null, mode: "asynchronous", status: "new" } as const;

function conversation(changes: Partial<ConversationView>, entries: TimelineEntry[] = []): ConversationState {
  return { ...fromNothing(head(changes), "contact"), entries };
}
const text = (held: ConversationState | null, isAnswered: boolean, email: string | null = null): string | undefined =>
  statusLine(held, isAnswered, email, now, texts)?.text;

describe("the status line", () => {
  it("is live only while the conversation is", () => {
    expect(text(conversation({}), true)).toBe("You're chatting live with Olivia.");
    expect(text(conversation({ mode: "asynchronous" }), true)).toBe("Olivia will answer here as soon as possible.");
  });

  it("says plainly that nobody is there, and offers mail until an address is known", () => {
    expect(statusLine(conversation(unassigned), false, null, now, texts)).toMatchObject({ offersEmail: true, text: texts.nobody });
    expect(statusLine(conversation(unassigned), false, "mia@example.org", now, texts)).toMatchObject({ offersEmail: false });
    expect(text(conversation(unassigned), false, "mia@example.org")).toContain("mia@example.org");
  });

  it("speaks of the line only after somebody was looked for", () => {
    const young = conversation({ ...unassigned, createdAt: new Date(now - lookingForMilliseconds + 1).toISOString() });
    expect(text(young, true)).toBe(texts.looking);
    expect(text(conversation({ ...unassigned, createdAt: new Date(now - lookingForMilliseconds).toISOString() }), true)).toBe(texts.inLine);
  });

  it("says that the operator had to go, and stops saying so when somebody else comes", () => {
    const left = entry(5, { type: "turnedAsynchronous", reason: "operatorLeft" });
    expect(text(conversation({ mode: "asynchronous" }, [left]), true)).toBe("Olivia had to go; your conversation continues here.");
    const taken = entry(6, { type: "operatorAssigned", operatorId: "o", operatorName: "Omar", previousOperatorId: null, decision: null });
    expect(text(conversation({ mode: "asynchronous" }, [left, taken]), true)).toContain("will answer here");
  });

  it("is absent for an ended conversation", () => {
    expect(statusLine(conversation({ status: "ended" }), true, null, now, texts)).toBeNull();
  });
});

describe("a line of the timeline", () => {
  const wentLive = entry(9, { type: "wentLive", operatorId: "o", operatorName: "Olivia" }, olivia);

  it("greets an operator who is back, and not one who has just come", () => {
    expect(eventLine(wentLive, [], texts)).toBeNull();
    expect(eventLine(wentLive, [entry(8, { type: "turnedAsynchronous", reason: "contactLeft" })], texts)).toBe("Olivia is here now.");
  });

  it("does not tell the visitor that she herself had left", () => {
    expect(eventLine(entry(9, { type: "turnedAsynchronous", reason: "contactLeft" }), [wentLive], texts)).toBeNull();
    expect(eventLine(entry(9, { type: "turnedAsynchronous", reason: "operatorAway" }), [wentLive], texts))
      .toBe("Olivia had to go; your conversation continues here.");
  });
});
