import { describe, expect, it } from "vitest";
import type { ContactView, MessengerChanged, MessengerSnapshot, WidgetView } from "../../protocol/protocol";
import { addPending, fromNothing } from "../conversations/conversationState";
import { newPendingMessage } from "../conversations/pendingMessages";
import { head, timeAt } from "../conversations/testConversations";
import {
  applyMessengerChanged, applyMessengerSnapshot, conversationsByActivity, emptyMessenger, unreadOf, withConversation,
} from "./messengerState";

const contact: ContactView = {
  contactId: "c", number: 81, name: null, email: null, phone: null, company: null, locale: "en", isPresent: true,
  createdAt: timeAt(0), lastSeenAt: null, customData: null, customFields: [], previousCustomData: null, location: null, visits: 1, conversations: 0,
};
const widget: WidgetView = {
  widgetId: "w", widgetKey: "demo", name: "Shop", groupId: "g", accountName: "Demo Shop", accent: "#4338ca", position: "right",
  texts: [], allowedOrigins: [], isPrivate: false, hasLivePreview: true,
};
const first = head({ conversationId: "first", lastSeq: 3, lastActivityAt: timeAt(3), unread: 1 });
const second = head({ conversationId: "second", lastSeq: 2, lastActivityAt: timeAt(5), unread: 2 });
const snapshot: MessengerSnapshot = { version: 7, contact, widget, widgetIsAnswered: true, conversations: [second, first] };
const started = applyMessengerSnapshot(emptyMessenger, snapshot);

function changed(version: number, changes: Partial<MessengerChanged>): MessengerChanged {
  return { version, conversation: null, contact: null, widgetIsAnswered: null, ...changes };
}

describe("a messenger", () => {
  it("lists the newest activity first and counts all that is unread", () => {
    expect(conversationsByActivity(started).map(held => held.head.conversationId)).toEqual(["second", "first"]);
    expect(unreadOf(started)).toBe(3);
  });

  it("takes a changed conversation over, and one that is new", () => {
    const { state, isStale } = applyMessengerChanged(started, changed(8, { conversation: { ...first, lastSeq: 4, unread: 2 } }));
    expect(isStale).toBe(false);
    expect(state.conversations.get("first")?.head.unread).toBe(2);
    const third = applyMessengerChanged(state, changed(9, { conversation: head({ conversationId: "third", lastSeq: 1 }) }));
    expect(third.state.conversations.size).toBe(3);
  });

  it("asks for everything again when a change was lost", () => {
    expect(applyMessengerChanged(started, changed(9, { widgetIsAnswered: false })).isStale).toBe(true);
  });

  it("takes nothing back for a change that comes late", () => {
    const { state, isStale } = applyMessengerChanged(started, changed(6, { conversation: { ...first, lastSeq: 1, unread: 0 } }));
    expect(isStale).toBe(false);
    expect(state.conversations.get("first")?.head).toMatchObject({ lastSeq: 3, unread: 1 });
  });

  it("believes whatever it hears about who answers, which has no version", () => {
    expect(applyMessengerChanged(started, changed(0, { widgetIsAnswered: false })).state.widgetIsAnswered).toBe(false);
  });

  it("leaves a row where it is until its entries come, and lets Hello move it", () => {
    const newer = { ...first, lastSeq: 9 };
    expect(applyMessengerChanged(started, changed(8, { conversation: newer })).state.conversations.get("first")?.upTo).toBe(3);
    expect(applyMessengerSnapshot(started, { ...snapshot, conversations: [newer] }).conversations.get("first")?.upTo).toBe(9);
  });

  it("keeps what is only here when it says Hello again", () => {
    const local = addPending(fromNothing(head({ conversationId: "local" }), "contact"), newPendingMessage("m", "Hi", timeAt(9)));
    const state = applyMessengerSnapshot(withConversation(started, local), { ...snapshot, version: 8 });
    expect(state.conversations.get("local")?.pending).toHaveLength(1);
    expect(conversationsByActivity(state)[0]?.head.conversationId).toBe("local");
  });

  it("keeps pending messages when the server's own head replaces the local one", () => {
    const local = addPending(fromNothing(head({ conversationId: "local" }), "contact"), newPendingMessage("m", "Hi", timeAt(9)));
    const { state } = applyMessengerChanged(
      withConversation(started, local), changed(8, { conversation: head({ conversationId: "local", lastSeq: 1 }) }));
    expect(state.conversations.get("local")).toMatchObject({ head: { lastSeq: 1 }, pending: [{ commandId: "m" }] });
  });
});
