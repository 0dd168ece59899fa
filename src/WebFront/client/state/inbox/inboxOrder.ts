// In which order conversations stand in a list, how urgent each is, and how a list keeps still under the pointer.
import type { ConversationId, ConversationView } from "../../protocol/protocol";

/** Who waits longest for an answer first; then, among the answered, the newest activity first. */
export function inOrder(heads: Iterable<ConversationView>): ConversationView[] {
  return [...heads].sort(compare);
}

function compare(a: ConversationView, b: ConversationView): number {
  if (a.unansweredSince !== null && b.unansweredSince !== null) {
    return Date.parse(a.unansweredSince) - Date.parse(b.unansweredSince) || byId(a, b);
  }
  if (a.unansweredSince !== null) return -1;
  if (b.unansweredSince !== null) return 1;
  return Date.parse(b.lastActivityAt) - Date.parse(a.lastActivityAt) || byId(a, b);
}

function byId(a: ConversationView, b: ConversationView): number {
  return a.conversationId < b.conversationId ? -1 : 1;
}

export type Urgency = "answered" | "waiting" | "soon" | "late";

const minute = 60_000;
/** A live contact looks at the screen and waits; an asynchronous one has gone on with the day. */
const patience = {
  live: { soon: minute, late: 3 * minute },
  asynchronous: { soon: 15 * minute, late: 2 * 60 * minute },
};

export function urgencyOf(head: ConversationView, now: number): Urgency {
  if (head.unansweredSince === null || head.status === "ended") return "answered";
  const waited = now - Date.parse(head.unansweredSince);
  const limits = patience[head.mode];
  if (waited >= limits.late) return "late";
  return waited >= limits.soon ? "soon" : "waiting";
}

export interface SteadyOrder {
  readonly ids: readonly ConversationId[];
  /** Conversations that wait for the list to be let go. */
  readonly newCount: number;
}

/** `held`: what is shown while the pointer rests on the list; then rows neither move, come nor go. */
export function steadyOrder(
  held: readonly ConversationId[] | null, wanted: readonly ConversationId[],
): SteadyOrder {
  if (held === null) return { ids: wanted, newCount: 0 };
  const known = new Set(held);
  return { ids: held, newCount: wanted.filter(id => !known.has(id)).length };
}
