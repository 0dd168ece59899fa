import { useEffect } from "react";
import type { ConversationId } from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import { useDesk, useDeskState } from "../desk/deskContext";
import { settings } from "../settings/settings";
import { useStore } from "../store";
import type { TranslationState } from "./translationState";

export function useTranslationState(id: ConversationId): TranslationState | null {
  return useStore(useDesk().translation.store, states => states.get(id) ?? null);
}

/** While a conversation is on the screen, what comes in is translated where that is switched on. */
export function useFollowedTranslation({ head, entries }: ConversationState): void {
  const { translation } = useDesk();
  const id = head.conversationId;
  const isConnected = useDeskState(desk => desk.link === "connected");
  const own = useStore(settings, current => current.ownLanguage ?? current.language);
  useEffect(() => {
    if (isConnected) void translation.open(id).then(() => { translation.follow(id); });
  }, [translation, id, isConnected, own]);
  useEffect(() => { translation.follow(id); }, [translation, id, entries]);
}
