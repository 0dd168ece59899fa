import { expect, it } from "vitest";
import type { ConversationEvent, TimelineEntry } from "../../protocol/protocol";
import { undoOf } from "./undo";

const topics = [{ topicId: "t1", name: "Delivery" }];
const by = (seq: number, event: ConversationEvent, operatorId = "me"): TimelineEntry =>
  ({ seq, at: "2026-11-22T10:00:00.000Z", author: { kind: "operator", operatorId, name: "Olivia" }, commandId: null, event });
const undo = (entry: TimelineEntry, ...later: TimelineEntry[]): string | null => undoOf(entry, [entry, ...later], "me", topics);

const named = by(3, { type: "contactInfoRecorded", field: "name", value: "Anna", previous: null });
const added = by(3, { type: "topicAdded", topicId: "t1" });
const pending = by(3, { type: "statusChanged", status: "pending" });

it("takes back what was done by the opposite command", () => {
  expect(undo(named)).toBe("$name -");
  expect(undo(by(3, { type: "contactInfoRecorded", field: "email", value: null, previous: "a@shop.example" }))).toBe("$email a@shop.example");
  expect(undo(by(3, { type: "localeChanged", locale: "de", previousLocale: "en" }))).toBe("$locale en");
  expect(undo(added)).toBe("$topic Delivery");
  expect(undo(by(3, { type: "topicRemoved", topicId: "t1" }))).toBe("$topic Delivery");
  expect(undo(pending)).toBe("$status open");
});

it("takes back only one's own and only the newest", () => {
  expect(undo(by(3, named.event, "omar"))).toBeNull();
  expect(undo(named, by(4, named.event))).toBeNull();
  expect(undo(named, by(4, { type: "contactInfoRecorded", field: "email", value: "a@shop.example", previous: null }))).toBe("$name -");
  expect(undo(added, by(4, { type: "topicAdded", topicId: "t2" }))).toBe("$topic Delivery");
  expect(undo(pending, by(4, { type: "conversationEnded" }))).toBeNull();
});

it("leaves alone what cannot be taken back", () => {
  expect(undo(by(3, { type: "messagePosted", text: "Hello", attachments: [], translation: null }))).toBeNull();
  expect(undo(by(3, { type: "transcriptQueued", recipient: "a@shop.example", locale: "en", isForItsContact: false }))).toBeNull();
  expect(undo(by(3, { type: "topicAdded", topicId: "gone" }))).toBeNull();
});
