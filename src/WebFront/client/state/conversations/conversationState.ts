// What one client knows about one conversation, and how each word from the server changes it. Pure: no DOM, no
// clock, no timers; the caller passes the time in.
// Invariant: `entries` ascend by seq without duplicates, and hold all that this reader may see with
// from < seq <= upTo. A push that would leave a hole is not applied; `hasHole` tells the caller to read again.
import type {
  Answer, Author, ConversationBeat, ConversationSnapshot, ConversationView, Receipts, ReceiptsAdvanced,
  OperatorName, Rejection, TimelineAdvanced, TimelineEntry, TimelinePage, TypingShown, ViewersShown,
} from "../../protocol/protocol";
import { foldEntry, mergeHead, readBy, withReceipts, type ReadingSide } from "./conversationHead";
import {
  changePending, withPending, withoutArrived, type PendingMessage, type PendingState,
} from "./pendingMessages";

/** A typing hint that is not renewed ends after this time. */
export const typingShownForMilliseconds = 6_000;

/** What is said again and again as long as it is so, and is forgotten when it is not: longer than the pause between. */
export const leaseMilliseconds = 40_000;

export interface TypingHint { author: Author; until: number }

/** What the contact has typed and not sent. */
export interface LivePreview { text: string; until: number }

/** The operators who look at the conversation now. */
export interface Viewers { operators: readonly OperatorName[]; until: number }

export interface ConversationState {
  readonly side: ReadingSide;
  readonly head: ConversationView;
  readonly entries: readonly TimelineEntry[];
  readonly from: number;
  readonly upTo: number;
  readonly hasOlder: boolean;
  readonly pending: readonly PendingMessage[];
  readonly typing: readonly TypingHint[];
  readonly preview: LivePreview | null;
  readonly viewers: Viewers | null;
}

/** `hasHole`: entries after `state.upTo` exist that are not held; read them with ReadTimeline, `after: state.upTo`. */
export interface Applied { readonly state: ConversationState; readonly hasHole: boolean }

/** A conversation of which only the head is known, for example a row of a list. */
export function fromHead(head: ConversationView, side: ReadingSide): ConversationState {
  return {
    side, head, entries: [], from: head.lastSeq, upTo: head.lastSeq, hasOlder: head.lastSeq > 0,
    pending: [], typing: [], preview: null, viewers: null,
  };
}

/** A conversation that only this client knows: nothing of it is stored yet. */
export function fromNothing(head: ConversationView, side: ReadingSide): ConversationState {
  return { side, head, entries: [], from: 0, upTo: 0, hasOlder: false, pending: [], typing: [], preview: null, viewers: null };
}

/**
 * The answer of WatchConversation. `held` is what the client has, or null; its pending messages survive.
 * A page that does not touch what is held (the newest page after a long absence) replaces it.
 */
export function applySnapshot(
  held: ConversationState | null, snapshot: ConversationSnapshot, side: ReadingSide,
): Applied | null {
  const { conversation, page } = snapshot;
  if (conversation === null || page === null) return null;
  const merged = held !== null && touches(held, page)
    ? forward(withOlderPart(held, page), page.after, page.upTo, page.entries)
    : newestPage(conversation, page, side, held);
  const state = { ...merged, head: raised(mergeHead(merged.head, conversation, side), merged.upTo) };
  return { state, hasHole: conversation.lastSeq > state.upTo };
}

/** Whether the server has less of the conversation than this client asked to go on from. */
export function isBehindClient(snapshot: ConversationSnapshot): boolean {
  return snapshot.rejection?.reason === "seqIsOutOfRange";
}

/**
 * The newest page for a client that is ahead of the server: an older copy of the store was restored, and what came
 * after it has not happened. Nothing that is held counts any more, but for what waits to be sent.
 */
export function startAnew(
  held: ConversationState | null, snapshot: ConversationSnapshot, side: ReadingSide,
): Applied | null {
  const { conversation, page } = snapshot;
  if (conversation === null || page === null) return null;
  const state = newestPage(conversation, page, side, null);
  const pending = withoutArrived(held?.pending ?? [], page.entries);
  return { state: { ...state, pending }, hasHole: conversation.lastSeq > state.upTo };
}

/** The last seq before the newest page of a history; it says by `isComplete` that nothing precedes. */
function beginOf(page: TimelinePage): number {
  const first = page.entries[0];
  return Math.max(page.after, page.isComplete || first === undefined ? 0 : first.seq - 1);
}

/** The page may reach further back than what is held, when only the last pushes were held so far. */
function withOlderPart(held: ConversationState, page: TimelinePage): ConversationState {
  const from = beginOf(page);
  const older = page.entries.filter(entry => entry.seq <= held.from);
  if (from >= held.from || older.length === 0) return held;
  return { ...held, entries: [...older, ...held.entries], from, hasOlder: from > 0 };
}

/** Whether the page continues what is held. The newest page of a longer history says so by `isComplete`. */
function touches(held: ConversationState, page: TimelinePage): boolean {
  const first = page.entries[0];
  const skips = page.after === 0 && !page.isComplete && first !== undefined && first.seq > held.upTo + 1;
  return held.entries.length > 0 && page.after <= held.upTo && !skips;
}

function newestPage(
  conversation: ConversationView, page: TimelinePage, side: ReadingSide, held: ConversationState | null,
): ConversationState {
  const from = beginOf(page);
  return {
    side,
    head: held === null ? conversation : mergeHead(held.head, conversation, side),
    entries: page.entries,
    from,
    upTo: page.upTo,
    hasOlder: from > 0,
    pending: held === null ? [] : withoutArrived(held.pending, page.entries),
    typing: held?.typing ?? [],
    preview: held?.preview ?? null,
    viewers: held?.viewers ?? null,
  };
}

/** An answer of ReadTimeline with `after`. */
export function applyForwardPage(state: ConversationState, page: TimelinePage): Applied {
  if (page.after > state.upTo) return { state, hasHole: true };
  const next = forward(state, page.after, page.upTo, page.entries);
  return { state: next, hasHole: !page.isComplete || next.head.lastSeq > next.upTo };
}

/** An answer of ReadTimeline with `before: state.from + 1`. */
export function applyBackwardPage(state: ConversationState, page: TimelinePage): ConversationState {
  if (page.upTo < state.from) return state;
  const older = page.entries.filter(entry => entry.seq <= state.from);
  const first = page.entries[0];
  const reached = page.isComplete ? 0 : Math.max(page.after, first === undefined ? 0 : first.seq - 1);
  return {
    ...state,
    entries: older.length === 0 ? state.entries : [...older, ...state.entries],
    from: Math.min(state.from, reached),
    hasOlder: !page.isComplete && reached > 0,
    pending: withoutArrived(state.pending, older),
  };
}

export function applyTimelineAdvanced(state: ConversationState, push: TimelineAdvanced): Applied {
  if (push.after > state.upTo) {
    return { state: withHead(state, push.conversation), hasHole: true };
  }
  const next = withHead(forward(state, push.after, push.upTo, push.entries), push.conversation);
  return { state: next, hasHole: false };
}

export function applyReceiptsAdvanced(state: ConversationState, push: ReceiptsAdvanced): ConversationState {
  return withMergedReceipts(state, push.receipts);
}

export function applyBeat(state: ConversationState, beat: ConversationBeat): Applied {
  return {
    state: withMergedReceipts(state, beat.receipts),
    hasHole: beat.lastSeq > state.upTo,
  };
}

/** A newer view of the same conversation that came by another feed (MessengerChanged, InboxChanged). */
export function applyHead(state: ConversationState, head: ConversationView): Applied {
  return { state: withHead(state, head), hasHole: head.lastSeq > state.upTo };
}

/** What this client has just read, before the server confirms it: the unread mark goes at once. */
export function applyOwnRead(state: ConversationState, upTo: number): ConversationState {
  const none = { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 };
  const receipts: Receipts = state.side === "contact"
    ? { ...none, contactDelivered: upTo, contactRead: upTo }
    : { ...none, operatorDelivered: upTo, operatorRead: upTo };
  return withMergedReceipts(state, receipts);
}

// ---- typing ----------------------------------------------------------------------------------------------------------

export function applyTyping(state: ConversationState, push: TypingShown, now: number): ConversationState {
  const others = state.typing.filter(hint => !isSameAuthor(hint.author, push.author));
  const { text } = push;
  const preview = text === null ? state.preview : text === "" ? null : { text, until: now + leaseMilliseconds };
  const typing = text === "" ? others : [...others, { author: push.author, until: now + typingShownForMilliseconds }];
  return { ...state, typing, preview };
}

export function applyViewers(state: ConversationState, push: ViewersShown, now: number): ConversationState {
  return { ...state, viewers: { operators: push.viewers, until: now + leaseMilliseconds } };
}

/** Whether something is shown that ends by itself. */
export function hasHints(state: ConversationState): boolean {
  return state.typing.length > 0 || state.preview !== null || state.viewers !== null;
}

export function expireHints(state: ConversationState, now: number): ConversationState {
  const typing = state.typing.filter(hint => hint.until > now);
  const preview = state.preview === null || state.preview.until > now ? state.preview : null;
  const viewers = state.viewers === null || state.viewers.until > now ? state.viewers : null;
  const isSame = typing.length === state.typing.length && preview === state.preview && viewers === state.viewers;
  return isSame ? state : { ...state, typing, preview, viewers };
}

function isSameAuthor(a: Author, b: Author): boolean {
  return a.kind === b.kind && a.operatorId === b.operatorId;
}

// ---- own messages on their way ---------------------------------------------------------------------------------------

export function addPending(state: ConversationState, message: PendingMessage): ConversationState {
  return withPendingList(state, withPending(state.pending, message, state.entries));
}

export function setPendingState(
  state: ConversationState, commandId: string, pendingState: PendingState, rejection: Rejection | null = null,
): ConversationState {
  return withPendingList(state, changePending(state.pending, commandId, pending => ({
    ...pending, state: pendingState, rejection: pendingState === "failed" ? rejection : null,
  })));
}

/** The server has answered with a seq: the message is stored, and shown as sent until its entry arrives. */
export function acknowledgePending(
  state: ConversationState, commandId: string, answer: Answer,
): ConversationState {
  const { seq } = answer;
  if (seq === null) return state;
  return withPendingList(state, changePending(state.pending, commandId, pending =>
    seq <= state.upTo ? null : { ...pending, state: "sending", rejection: null, acknowledgedSeq: seq }));
}

export function removePending(state: ConversationState, commandId: string): ConversationState {
  return withPendingList(state, changePending(state.pending, commandId, () => null));
}

function withPendingList(state: ConversationState, pending: readonly PendingMessage[]): ConversationState {
  return pending === state.pending ? state : { ...state, pending };
}

// ---- steps -----------------------------------------------------------------------------------------------------------

function forward(
  state: ConversationState, after: number, upTo: number, incoming: readonly TimelineEntry[],
): ConversationState {
  const fresh = incoming.filter(entry => entry.seq > state.upTo).sort((a, b) => a.seq - b.seq);
  const reached = Math.max(state.upTo, upTo, after);
  const pending = withoutArrived(state.pending, incoming);
  if (fresh.length === 0 && reached === state.upTo && pending === state.pending) return state;
  const head = fresh.reduce((folded, entry) => foldEntry(folded, entry, state.side), state.head);
  const authors = fresh.filter(entry => entry.event.type === "messagePosted").map(entry => entry.author);
  return {
    ...state,
    head: raised(head, reached),
    entries: fresh.length === 0 ? state.entries : [...state.entries, ...fresh],
    upTo: reached,
    pending,
    typing: state.typing.filter(hint => !authors.some(author => isSameAuthor(author, hint.author))),
    preview: authors.some(author => author.kind === "contact") ? null : state.preview,
  };
}

function withHead(state: ConversationState, head: ConversationView | null): ConversationState {
  if (head === null) return state;
  const merged = mergeHead(state.head, head, state.side);
  if (merged === state.head) return state;
  // Who has left types no more.
  const preview = merged.contactIsPresent ? state.preview : null;
  return { ...state, head: { ...merged, unread: unreadOf(state, merged) }, preview };
}

function withMergedReceipts(state: ConversationState, receipts: Receipts): ConversationState {
  const merged = withReceipts(state.head, receipts, state.side);
  if (merged === state.head) return state;
  return { ...state, head: { ...merged, unread: unreadOf(state, merged) } };
}

/** Counts the unread messages where all of them are held; otherwise the head's own number stands. */
function unreadOf(state: ConversationState, head: ConversationView): number {
  const read = readBy(state.side, head.receipts);
  if (read < state.from || head.lastSeq > state.upTo || head.unread === 0) return head.unread;
  const held = state.entries.filter(entry =>
    entry.seq > read && entry.event.type === "messagePosted" && entry.author.kind !== state.side);
  return Math.min(head.unread, held.length);
}

function raised(head: ConversationView, lastSeq: number): ConversationView {
  return head.lastSeq >= lastSeq ? head : { ...head, lastSeq };
}
