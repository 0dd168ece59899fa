import { useState } from "react";
import type { ConversationId, ConversationView } from "../../protocol/protocol";
import { inOrder, steadyOrder } from "../../state/inbox/inboxOrder";

export interface SteadyRow { readonly head: ConversationView; readonly isGone: boolean }
export interface SteadyLists {
  readonly mine: readonly SteadyRow[];
  readonly unassigned: readonly SteadyRow[];
  readonly newCount: number;
  readonly hold: () => void;
  readonly release: () => void;
}

interface Held {
  readonly mine: readonly ConversationView[];
  readonly unassigned: readonly ConversationView[];
}

/** Both lists of the inbox, which keep still as long as the pointer rests on them; `hold` again shows the new order. */
export function useSteadyLists(
  mineHeads: readonly ConversationView[], unassignedHeads: readonly ConversationView[],
): SteadyLists {
  const [held, setHeld] = useState<Held | null>(null);
  const wanted: Held = { mine: inOrder(mineHeads), unassigned: inOrder(unassignedHeads) };
  // Where no row stood there is none to jump: the first conversation shows at once, wherever the pointer rests.
  const still = held !== null && held.mine.length + held.unassigned.length > 0 ? held : null;
  const mine = steady(still?.mine ?? null, wanted.mine);
  const unassigned = steady(still?.unassigned ?? null, wanted.unassigned);
  return {
    mine: mine.rows,
    unassigned: unassigned.rows,
    newCount: mine.newCount + unassigned.newCount,
    hold: () => { setHeld(wanted); },
    release: () => { setHeld(null); },
  };
}

function steady(
  held: readonly ConversationView[] | null, wanted: readonly ConversationView[],
): { rows: SteadyRow[]; newCount: number } {
  const present = byId(wanted);
  const past = byId(held ?? []);
  const order = steadyOrder(held === null ? null : idsOf(held), idsOf(wanted));
  const rows = order.ids.flatMap((id): SteadyRow[] => {
    const head = present.get(id) ?? past.get(id);
    return head === undefined ? [] : [{ head, isGone: !present.has(id) }];
  });
  return { rows, newCount: order.newCount };
}

function idsOf(heads: readonly ConversationView[]): ConversationId[] {
  return heads.map(head => head.conversationId);
}

function byId(heads: readonly ConversationView[]): ReadonlyMap<ConversationId, ConversationView> {
  return new Map(heads.map(head => [head.conversationId, head]));
}
