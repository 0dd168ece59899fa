// The one place where the messenger's state changes, so that everybody who must know of a change learns of it here.
import { signal, type ReadonlySignal } from "@preact/signals";
import type { ConversationId } from "../../protocol/protocol";
import type { Applied, ConversationState } from "../../state/conversations/conversationState";
import { changeConversation, emptyMessenger, withConversation, type MessengerState } from "../../state/messenger/messengerState";

/** A message of an operator that was not known a moment ago. */
export interface Arrival { readonly conversationId: ConversationId; readonly operatorName: string | null; readonly text: string }

export interface MessengerStore {
  readonly state: ReadonlySignal<MessengerState>;
  commit(next: MessengerState): void;
  conversation(id: ConversationId): ConversationState | undefined;
  put(conversation: ConversationState): void;
  change(id: ConversationId, change: (held: ConversationState) => ConversationState): void;
  /** Applies what may leave a hole; true when it did. */
  apply(id: ConversationId, apply: (held: ConversationState) => Applied): boolean;
  onArrival(listener: (arrival: Arrival) => void): void;
  onCommit(listener: () => void): void;
}

export function createMessengerStore(): MessengerStore {
  const state = signal(emptyMessenger);
  const arrivalListeners: ((arrival: Arrival) => void)[] = [];
  const commitListeners: (() => void)[] = [];

  const commit = (next: MessengerState): void => {
    const before = state.value;
    if (next === before) return;
    state.value = next;
    for (const arrival of arrivals(before, next)) arrivalListeners.forEach(listen => listen(arrival));
    commitListeners.forEach(listen => listen());
  };
  const conversation = (id: ConversationId): ConversationState | undefined => state.value.conversations.get(id);

  return {
    state, commit, conversation,
    put: held => commit(withConversation(state.value, held)),
    change: (id, change) => commit(changeConversation(state.value, id, change)),
    apply(id, apply) {
      const held = conversation(id);
      if (held === undefined) return false;
      const applied = apply(held);
      if (applied.state !== held) commit(withConversation(state.value, applied.state));
      return applied.hasHole;
    },
    onArrival: listener => void arrivalListeners.push(listener),
    onCommit: listener => void commitListeners.push(listener),
  };
}

function arrivals(before: MessengerState, next: MessengerState): Arrival[] {
  // The first snapshot tells of the past; nothing in it has just arrived.
  if (before.version === 0) return [];
  return [...next.conversations.values()].flatMap(({ head }) => {
    const known = before.conversations.get(head.conversationId)?.head.lastSeq ?? 0;
    const { preview } = head;
    const isNew = head.lastSeq > known && preview?.author.kind === "operator"
      && preview.at !== before.conversations.get(head.conversationId)?.head.preview?.at;
    return isNew ? [{ conversationId: head.conversationId, operatorName: preview.author.name, text: preview.text }] : [];
  });
}
