// What a contact's messenger knows: who she is, which widget this is, whether somebody answers, and her conversations.
// Fed by Hello and by the contact's feed; the timelines inside are the business of state/conversations.
import type {
  ContactView, ConversationId, ConversationView, MessengerChanged, MessengerSnapshot, WidgetView,
} from "../../protocol/protocol";
import { mergeHead } from "../conversations/conversationHead";
import { applyHead, fromHead, type ConversationState } from "../conversations/conversationState";

export interface MessengerState {
  readonly version: number;
  readonly contact: ContactView | null;
  readonly widget: WidgetView | null;
  readonly widgetIsAnswered: boolean;
  readonly conversations: ReadonlyMap<ConversationId, ConversationState>;
}

/** `isStale`: a push was lost in between; say Hello again. */
export interface MessengerApplied { readonly state: MessengerState; readonly isStale: boolean }

export const emptyMessenger: MessengerState = {
  version: 0, contact: null, widget: null, widgetIsAnswered: false, conversations: new Map(),
};

export function applyMessengerSnapshot(held: MessengerState, snapshot: MessengerSnapshot): MessengerState {
  return {
    version: snapshot.version,
    contact: snapshot.contact,
    widget: snapshot.widget,
    widgetIsAnswered: snapshot.widgetIsAnswered,
    conversations: snapshot.conversations.reduce(withFreshHead, held.conversations),
  };
}

export function applyMessengerChanged(held: MessengerState, push: MessengerChanged): MessengerApplied {
  const { conversation, contact, widgetIsAnswered } = push;
  const isNewer = push.version > held.version;
  const state: MessengerState = {
    ...held,
    version: Math.max(held.version, push.version),
    contact: isNewer && contact !== null ? contact : held.contact,
    // Comes from the group's feed, not from the contact's, and carries no version of hers.
    widgetIsAnswered: widgetIsAnswered ?? held.widgetIsAnswered,
    conversations: conversation === null ? held.conversations : withHead(held.conversations, conversation),
  };
  return { state, isStale: push.version > held.version + 1 };
}

export function changeConversation(
  held: MessengerState, conversationId: ConversationId,
  change: (conversation: ConversationState) => ConversationState,
): MessengerState {
  const before = held.conversations.get(conversationId);
  if (before === undefined) return held;
  const after = change(before);
  return after === before ? held : withConversation(held, after);
}

export function withConversation(held: MessengerState, conversation: ConversationState): MessengerState {
  const conversations = new Map(held.conversations).set(conversation.head.conversationId, conversation);
  return { ...held, conversations };
}

/** Newest activity first; what this contact is just writing counts as activity. */
export function conversationsByActivity(state: MessengerState): ConversationState[] {
  return [...state.conversations.values()].sort((a, b) => activityOf(b) - activityOf(a));
}

export function unreadOf(state: MessengerState): number {
  return [...state.conversations.values()].reduce((sum, conversation) => sum + conversation.head.unread, 0);
}

function activityOf(conversation: ConversationState): number {
  const written = conversation.pending.at(-1)?.at;
  const shown = Date.parse(conversation.head.lastActivityAt);
  return written === undefined ? shown : Math.max(shown, Date.parse(written));
}

function withHead(
  held: ReadonlyMap<ConversationId, ConversationState>, head: ConversationView,
): ReadonlyMap<ConversationId, ConversationState> {
  const before = held.get(head.conversationId);
  const after = before === undefined ? fromHead(head, "contact") : applyHead(before, head).state;
  return new Map(held).set(head.conversationId, after);
}

/** At a Hello, a row without a timeline starts anew at its newest entry instead of reading all that it missed. */
function withFreshHead(
  held: ReadonlyMap<ConversationId, ConversationState>, head: ConversationView,
): ReadonlyMap<ConversationId, ConversationState> {
  const before = held.get(head.conversationId);
  if (before === undefined || before.entries.length > 0 || before.upTo === 0) return withHead(held, head);
  const row = fromHead(mergeHead(before.head, head, before.side), before.side);
  return new Map(held).set(head.conversationId, { ...row, pending: before.pending, typing: before.typing });
}
