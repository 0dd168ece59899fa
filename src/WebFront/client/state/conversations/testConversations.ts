// Conversations to test with: small, complete, and alike in all tests.
import type {
  Author, ConversationEvent, ConversationSnapshot, ConversationView, TimelineEntry, TimelinePage,
} from "../../protocol/protocol";

export const conversationId = "11111111-1111-1111-1111-111111111111";
export const mia: Author = { kind: "contact", operatorId: null, name: null };
export const olivia: Author = { kind: "operator", operatorId: "22222222-2222-2222-2222-222222222222", name: "Olivia" };
export const system: Author = { kind: "system", operatorId: null, name: null };

export function timeAt(minute: number): string {
  return new Date(Date.UTC(2026, 10, 22, 10, minute)).toISOString();
}

export function message(seq: number, author: Author, text = `message ${seq}`): TimelineEntry {
  return entry(seq, { type: "messagePosted", text, attachments: [], translation: null }, author);
}

export function entry(seq: number, event: ConversationEvent, author: Author = system): TimelineEntry {
  return { seq, at: timeAt(seq), author, commandId: `command-${seq}`, event };
}

export function head(changes: Partial<ConversationView> = {}): ConversationView {
  return {
    conversationId, contactId: "c", contactNumber: 81, contactName: null, status: "open", mode: "live",
    assignee: { operatorId: "22222222-2222-2222-2222-222222222222", name: "Olivia" }, contactIsPresent: true,
    subject: null, topics: [], locale: "en", widgetId: "w", groupId: "g", createdAt: timeAt(0), lastActivityAt: timeAt(0),
    lastSeq: 0, preview: null, unansweredSince: null, unread: 0,
    receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 }, rating: null,
    ...changes,
  };
}

export function page(after: number, upTo: number, entries: TimelineEntry[], isComplete = true): TimelinePage {
  return { conversationId, after, upTo, entries, isComplete };
}

export function snapshot(conversation: ConversationView, shown: TimelinePage): ConversationSnapshot {
  return { conversation, page: shown, rejection: null };
}
