import { createContext, useContext } from "react";
import type { ConversationId, ConversationView } from "../../protocol/protocol";
import { useStore } from "../store";
import type { Desk } from "./desk";
import { headOf, type DeskState } from "./deskState";

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("A view of the desk was rendered outside the desk.");
  return desk;
}

export function useDeskState<Part>(select: (state: DeskState) => Part): Part {
  return useStore(useDesk().store, select);
}

export function useHead(id: ConversationId): ConversationView | null {
  return useDeskState(state => headOf(state, id));
}
