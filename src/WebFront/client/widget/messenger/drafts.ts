// What the visitor began to write, per conversation, until it is sent.
import type { DurableStorage } from "../../connection/durableStorage";
import type { ConversationId } from "../../protocol/protocol";

export interface Drafts {
  /** null: the conversation that is not begun yet. */
  read(conversationId: ConversationId | null): string;
  write(conversationId: ConversationId | null, text: string): void;
}

export function createDrafts(widgetKey: string, storage: DurableStorage): Drafts {
  const keyOf = (id: ConversationId | null): string => `mc:draft:${widgetKey}:${id ?? "new"}`;
  return {
    read: id => storage.get(keyOf(id)) ?? "",
    write(id, text) {
      if (text === "") storage.remove(keyOf(id));
      else storage.set(keyOf(id), text);
    },
  };
}
