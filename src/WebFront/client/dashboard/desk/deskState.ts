// All that the desk's views show, in one value. Pure: the desk's parts change it with the functions here.
import type {
  ContactId, ContactView, ConversationId, ConversationView, NoteList, OperatorId, Rejection, VisitsView,
} from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import type { InboxState } from "../../state/inbox/inboxState";

export type Link = "connecting" | "connected" | "broken";

/** What is known about reading a conversation that was opened. */
export type Reading = "loading" | "ready" | "notFound" | "failed";

/** A sentence above the composer about something that just went otherwise than the operator wanted. */
export type Notice =
  | { kind: "taken"; operatorName: string | null }
  | { kind: "lost"; operatorName: string }
  | { kind: "command"; command: string; reason: string }
  | { kind: "refused" }
  | { kind: "unavailable" };

/** A contact's pages as they were read at that time of this clock, from which the time on the live one goes on. */
export interface VisitsRead { readonly visits: VisitsView | null; readonly readAt: number }

export interface DeskState {
  readonly link: Link;
  readonly inbox: InboxState | null;
  readonly hasInboxFailed: boolean;
  readonly openId: ConversationId | null;
  readonly conversations: ReadonlyMap<ConversationId, ConversationState>;
  readonly readings: ReadonlyMap<ConversationId, Reading>;
  readonly older: ReadonlyMap<ConversationId, "loading" | "failed">;
  readonly contacts: ReadonlyMap<ContactId, ContactView | "failed">;
  readonly visits: ReadonlyMap<ContactId, VisitsRead | "failed">;
  readonly notes: ReadonlyMap<ConversationId, NoteList | "failed">;
  readonly notices: ReadonlyMap<ConversationId, Notice>;
  /** Commands other than messages that wait for their answer, by conversation. */
  readonly busy: ReadonlySet<ConversationId>;
}

export const emptyDesk: DeskState = {
  link: "connecting", inbox: null, hasInboxFailed: false, openId: null, conversations: new Map(), readings: new Map(),
  older: new Map(), contacts: new Map(), visits: new Map(), notes: new Map(), notices: new Map(), busy: new Set(),
};

export function withConversation(state: DeskState, next: ConversationState): DeskState {
  const id = next.head.conversationId;
  if (state.conversations.get(id) === next) return state;
  return { ...state, conversations: withValue(state.conversations, id, next) };
}

export function withReading(state: DeskState, id: ConversationId, reading: Reading): DeskState {
  return { ...state, readings: withValue(state.readings, id, reading) };
}

export function withOlder(state: DeskState, id: ConversationId, older: "loading" | "failed" | null): DeskState {
  return { ...state, older: older === null ? withoutKey(state.older, id) : withValue(state.older, id, older) };
}

export function withNotice(state: DeskState, id: ConversationId, notice: Notice | null): DeskState {
  return { ...state, notices: notice === null ? withoutKey(state.notices, id) : withValue(state.notices, id, notice) };
}

export function withContact(state: DeskState, id: ContactId, contact: ContactView | "failed"): DeskState {
  return { ...state, contacts: withValue(state.contacts, id, contact) };
}

export function withVisits(state: DeskState, id: ContactId, visits: VisitsRead | "failed"): DeskState {
  return { ...state, visits: withValue(state.visits, id, visits) };
}

/** An answer that was overtaken by a newer one changes nothing. */
export function withNotes(state: DeskState, id: ConversationId, notes: NoteList | "failed"): DeskState {
  const held = state.notes.get(id);
  const isOld = held !== undefined && held !== "failed" && (notes === "failed" || notes.upTo < held.upTo);
  return isOld ? state : { ...state, notes: withValue(state.notes, id, notes) };
}

export function withBusy(state: DeskState, id: ConversationId, isBusy: boolean): DeskState {
  const busy = new Set(state.busy);
  if (isBusy) busy.add(id); else busy.delete(id);
  return { ...state, busy };
}

export function withoutConversation(state: DeskState, id: ConversationId): DeskState {
  return {
    ...state, conversations: withoutKey(state.conversations, id), readings: withoutKey(state.readings, id),
    notes: withoutKey(state.notes, id),
  };
}

/** The newest head that is known of a conversation, from wherever it came. */
export function headOf(state: DeskState, id: ConversationId): ConversationView | null {
  return state.conversations.get(id)?.head
    ?? state.inbox?.mine.get(id) ?? state.inbox?.unassigned.get(id) ?? null;
}

export const mineHeads = headsSelector("mine");
export const unassignedHeads = headsSelector("unassigned");

/** Returns the same list as before while no head in it has changed, so that views can compare it by identity. */
function headsSelector(list: "mine" | "unassigned"): (state: DeskState) => readonly ConversationView[] {
  let last: readonly ConversationView[] = [];
  return state => {
    const next = [...state.inbox?.[list] ?? []].map(([id, head]) => state.conversations.get(id)?.head ?? head);
    const isSame = next.length === last.length && next.every((head, index) => head === last[index]);
    return isSame ? last : last = next;
  };
}

export function unreadTotal(state: DeskState): number {
  return mineHeads(state).reduce((sum, head) => sum + head.unread, 0);
}

export function isMine(head: ConversationView, me: OperatorId): boolean {
  return head.assignee?.operatorId === me;
}

export function noticeOf(rejection: Rejection): Notice {
  if (rejection.code === "unavailable" || rejection.code === "rate_limited") return { kind: "unavailable" };
  return rejection.reason === "conversationIsTaken" && rejection.operatorName !== null
    ? { kind: "taken", operatorName: rejection.operatorName } : { kind: "refused" };
}

function withValue<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

function withoutKey<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const next = new Map(map);
  next.delete(key);
  return next;
}
