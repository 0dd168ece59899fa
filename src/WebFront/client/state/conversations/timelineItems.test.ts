import { describe, expect, it } from "vitest";
import { newPendingMessage } from "./pendingMessages";
import { entry, message, mia, olivia, timeAt } from "./testConversations";
import { timelineItems } from "./timelineItems";

describe("the items of a timeline", () => {
  it("group the messages of one author and begin each day with its date", () => {
    const items = timelineItems([message(1, mia), message(2, mia), message(3, olivia)], [], mia);
    expect(items.map(item => item.kind)).toEqual(["day", "messages", "messages"]);
    expect(items[1]).toMatchObject({ messages: [{ text: "message 1" }, { text: "message 2" }] });
  });

  it("begin a new group after a line, a long pause, and for a note", () => {
    const items = timelineItems([
      message(1, olivia), entry(2, { type: "conversationEnded" }), message(3, olivia), message(30, olivia),
      entry(31, { type: "noteAdded", text: "Call back", mentions: [] }, olivia),
    ], [], mia);
    expect(items.map(item => item.kind)).toEqual(["day", "messages", "line", "messages", "messages", "messages"]);
    expect(items[5]).toMatchObject({ isNote: true });
  });

  it("show each note as it says now, where it was added", () => {
    const items = timelineItems([
      entry(1, { type: "noteAdded", text: "Call back", mentions: [] }, olivia),
      entry(2, { type: "noteAdded", text: "Wrong", mentions: [] }, olivia),
      entry(3, { type: "noteEdited", noteSeq: 1, replacedSeq: 1, text: "Call back at ten", mentions: [] }, olivia),
      entry(4, { type: "noteDeleted", noteSeq: 2, replacedSeq: 2 }, olivia),
    ], [], mia);
    expect(items.map(item => item.kind)).toEqual(["day", "messages", "line", "line"]);
    expect(items[1]).toMatchObject({ messages: [{ text: "Call back at ten", note: { writtenSeq: 3, editedBy: olivia } }] });
  });

  it("put pending messages last, with the key that their entry will have", () => {
    const [, group] = timelineItems([message(1, mia)], [newPendingMessage("command-2", "Hello", timeAt(2))], mia);
    const later = timelineItems([message(1, mia), message(2, mia, "Hello")], [], mia)[1];
    const keys = (item: typeof group) => item?.kind === "messages" ? item.messages.map(shown => shown.key) : [];
    expect(keys(group)).toEqual(["command-1", "command-2"]);
    expect(keys(later)).toEqual(keys(group));
  });
});
