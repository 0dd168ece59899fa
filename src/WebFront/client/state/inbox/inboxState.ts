// What an operator's inbox holds, and how each word from the server changes it. Two feeds with versions of their own
// (hers: Mine, slots, availability; the account's: Unassigned) are kept here together, since one Hello opens both.
// Pure: no DOM, no clock, no timers.
// Invariant: a conversation is in Mine or in Unassigned, never in both, and an ended one is in neither.
import type {
  AccountView, Availability, ChatSlots, ConversationId, ConversationView, FeedBeat, InboxChanged, InboxSnapshot,
  Mention, OperatorView, UnassignedChanged,
} from "../../protocol/protocol";
import { mergeHead } from "../conversations/conversationHead";

export type Rows = ReadonlyMap<ConversationId, ConversationView>;

export interface InboxState {
  readonly version: number;
  readonly unassignedVersion: number;
  readonly account: AccountView;
  readonly me: OperatorView;
  readonly availability: Availability;
  readonly isFirstVisit: boolean;
  readonly slots: ChatSlots;
  /** Notes that name her and that she has not seen, oldest first. */
  readonly mentions: readonly Mention[];
  readonly mine: Rows;
  readonly unassigned: Rows;
  /** What the account's feed says is unassigned and hers says is Mine: it is free as soon as it leaves Mine. */
  readonly disputed: Rows;
}

/** `hasHole`: a change was missed; only a new Hello makes the inbox whole again. */
export interface InboxApplied { readonly state: InboxState; readonly hasHole: boolean }

/** A push, ready to be applied. */
export type InboxPush = (inbox: InboxState) => InboxApplied;

/** `meanwhile`: what was pushed since the snapshot was asked for, in its order. An answer and a push may cross on their way. */
export function openInbox(snapshot: InboxSnapshot, meanwhile: readonly InboxPush[] = []): InboxApplied {
  let opened: InboxApplied = { state: inboxOf(snapshot), hasHole: false };
  for (const push of meanwhile) {
    const { state, hasHole } = push(opened.state);
    opened = { state, hasHole: opened.hasHole || hasHole };
  }
  return opened;
}

function inboxOf(snapshot: InboxSnapshot): InboxState {
  const { mine, unassigned, ...rest } = snapshot;
  const ours = rowsOf(mine);
  const free = rowsOf(unassigned.filter(head => !ours.has(head.conversationId)));
  const disputed = rowsOf(unassigned.filter(head => ours.has(head.conversationId)));
  return { ...rest, mine: ours, unassigned: free, disputed };
}

export function applyInboxChanged(state: InboxState, change: InboxChanged): InboxApplied {
  if (change.version <= state.version) return { state, hasHole: false };
  const hasHole = change.version > state.version + 1;
  let next: InboxState = { ...state, version: hasHole ? state.version : change.version, mentions: change.mentions };
  if (change.slots !== null) next = { ...next, slots: change.slots };
  if (change.availability !== null) next = { ...next, availability: change.availability };
  if (change.removedConversationId !== null) next = withoutMine(next, change.removedConversationId);
  if (change.conversation !== null) next = withMine(next, change.conversation);
  return { state: next, hasHole };
}

export function applyUnassignedChanged(state: InboxState, change: UnassignedChanged): InboxApplied {
  if (change.version <= state.unassignedVersion) return { state, hasHole: false };
  const hasHole = change.version > state.unassignedVersion + 1;
  let next: InboxState = { ...state, unassignedVersion: hasHole ? state.unassignedVersion : change.version };
  if (change.removedConversationId !== null) next = notUnassigned(next, change.removedConversationId);
  if (change.conversation !== null) next = withUnassigned(next, change.conversation);
  return { state: next, hasHole };
}

/** A beat that names another version, older or newer, means that feed and client have parted. */
export function applyInboxBeat(state: InboxState, beat: FeedBeat): InboxApplied {
  return { state, hasHole: beat.version !== state.version };
}

export function applyUnassignedBeat(state: InboxState, beat: FeedBeat): InboxApplied {
  return { state, hasHole: beat.version !== state.unassignedVersion };
}

/** The switch was used: shown at once; the feed confirms or corrects it. */
export function withAvailability(state: InboxState, availability: Availability): InboxState {
  return { ...state, availability, isFirstVisit: false };
}

function withMine(state: InboxState, head: ConversationView): InboxState {
  const isMine = head.assignee?.operatorId === state.me.operatorId && head.status !== "ended";
  if (!isMine) return withoutMine(state, head.conversationId);
  const free = state.unassigned.get(head.conversationId);
  const disputed = free === undefined ? state.disputed : withRow(state.disputed, free);
  return { ...withoutUnassigned(state, head.conversationId), mine: withRow(state.mine, head), disputed };
}

function withUnassigned(state: InboxState, head: ConversationView): InboxState {
  const isFree = head.assignee === null && head.status !== "ended";
  if (!isFree) return notUnassigned(state, head.conversationId);
  const held = state.mine.get(head.conversationId);
  if (held !== undefined && held.lastSeq > head.lastSeq) return { ...state, disputed: withRow(state.disputed, head) };
  return { ...withoutMine(state, head.conversationId), unassigned: withRow(state.unassigned, head) };
}

/** It leaves Mine. What the account's feed had said of it meanwhile holds from now on. */
function withoutMine(state: InboxState, id: ConversationId): InboxState {
  if (!state.mine.has(id)) return state;
  const free = state.disputed.get(id);
  const unassigned = free === undefined ? state.unassigned : withRow(state.unassigned, free);
  return { ...state, mine: withoutRow(state.mine, id), unassigned, disputed: withoutRow(state.disputed, id) };
}

/** The account's feed says that it is not unassigned. */
function notUnassigned(state: InboxState, id: ConversationId): InboxState {
  return { ...withoutUnassigned(state, id), disputed: withoutRow(state.disputed, id) };
}

function withoutUnassigned(state: InboxState, id: ConversationId): InboxState {
  return state.unassigned.has(id) ? { ...state, unassigned: withoutRow(state.unassigned, id) } : state;
}

function rowsOf(heads: readonly ConversationView[]): Rows {
  return new Map(heads.filter(head => head.status !== "ended").map(head => [head.conversationId, head]));
}

function withRow(rows: Rows, head: ConversationView): Rows {
  const held = rows.get(head.conversationId);
  const merged = held === undefined ? head : mergeHead(held, head, "operator");
  return new Map(rows).set(head.conversationId, merged);
}

function withoutRow(rows: Rows, id: ConversationId): Rows {
  if (!rows.has(id)) return rows;
  const next = new Map(rows);
  next.delete(id);
  return next;
}
