import { useRef, useState } from "react";
import type { ConversationId, ConversationView } from "../../protocol/protocol";
import { inOrder, steadyOrder } from "../../state/inbox/inboxOrder";

export interface SteadyRow { readonly head: ConversationView; readonly isGone: boolean }
export interface SteadyLists {
  readonly mine: readonly SteadyRow[];
  readonly unassigned: readonly SteadyRow[];
  readonly newCount: number;
  hold(): void;
  release(): void;
  /** Shows the new order now, although the pointer rests on the list. */
  showNew(): void;
}

interface Shown {
  readonly mine: readonly ConversationId[];
  readonly unassigned: readonly ConversationId[];
  readonly heads: ReadonlyMap<ConversationId, ConversationView>;
}

/** Both lists of the inbox, which keep still as long as the pointer rests on them. */
export function useSteadyLists(
  mineHeads: readonly ConversationView[], unassignedHeads: readonly ConversationView[],
): SteadyLists {
  const [isHeld, setIsHeld] = useState(false);
  const [, renew] = useState(0);
  const shown = useRef<Shown>({ mine: [], unassigned: [], heads: new Map() });

  const mine = steadyOrder(shown.current.mine, ids(inOrder(mineHeads)), isHeld);
  const unassigned = steadyOrder(shown.current.unassigned, ids(inOrder(unassignedHeads)), isHeld);
  const present = new Map([...mineHeads, ...unassignedHeads].map(head => [head.conversationId, head]));
  const heads = isHeld ? new Map([...shown.current.heads, ...present]) : present;
  shown.current = { mine: mine.ids, unassigned: unassigned.ids, heads };

  const rows = (order: readonly ConversationId[], list: readonly ConversationView[]): SteadyRow[] => {
    const here = new Set(ids(list));
    return order.flatMap(id => {
      const head = heads.get(id);
      return head === undefined ? [] : [{ head, isGone: !here.has(id) }];
    });
  };
  return {
    mine: rows(mine.ids, mineHeads),
    unassigned: rows(unassigned.ids, unassignedHeads),
    newCount: mine.newCount + unassigned.newCount,
    hold: () => { setIsHeld(true); },
    release: () => { setIsHeld(false); },
    showNew: () => {
      shown.current = {
        mine: ids(inOrder(mineHeads)), unassigned: ids(inOrder(unassignedHeads)), heads: present,
      };
      renew(count => count + 1);
    },
  };
}

function ids(heads: readonly ConversationView[]): ConversationId[] {
  return heads.map(head => head.conversationId);
}
