// Own messages and notes on their way: the outbox keeps and sends them, the conversation shows them.
import { newId } from "../../connection/commandId";
import type { OutboxItem } from "../../connection/outbox";
import type { Answer, Attachment, CommandId, ConversationId, OperatorHub } from "../../protocol/protocol";
import {
  acknowledgePending, addPending, removePending, setPendingState, type ConversationState,
} from "../../state/conversations/conversationState";
import { newPendingMessage, type PendingMessage } from "../../state/conversations/pendingMessages";
import type { Store } from "../store";
import type { OperatorOutbox } from "./desk";
import { noticeOf, withConversation, withNotice, type DeskState } from "./deskState";
import type { DraftKind, Drafts } from "./drafts";
import type { LiveTranslation } from "../translation/liveTranslation";

export class Outgoing {
  readonly #store: Store<DeskState>;
  readonly #outbox: OperatorOutbox;
  readonly #drafts: Drafts;
  readonly #translation: LiveTranslation;
  readonly #attachments = new Map<CommandId, readonly Attachment[]>();

  constructor(store: Store<DeskState>, outbox: OperatorOutbox, drafts: Drafts, translation: LiveTranslation) {
    this.#translation = translation;
    this.#store = store;
    this.#outbox = outbox;
    this.#drafts = drafts;
    outbox.onEvent(event => {
      if (event.kind === "removed") this.#left(event.item, event.answer);
      else this.#show(event.item);
    });
    this.#showWhenLoaded();
  }

  /** `seenSeq`: what she had seen when she began; another's answer since is a reason to ask. null: in any case. */
  send(
    conversationId: ConversationId, kind: DraftKind, text: string, seenSeq: number | null, attachments: readonly Attachment[] = [],
  ): void {
    const argument = { conversationId, commandId: newId(), text };
    if (kind === "note") {
      this.#outbox.add("AddNote", argument);
    } else {
      this.#post(argument, seenSeq, attachments);
    }
    this.#drafts.keep(conversationId, kind, "");
    this.#store.update(state => withNotice(state, conversationId, null));
  }

  /** What was refused because of another's answer goes out all the same. */
  sendAnyway(conversationId: ConversationId, commandId: CommandId): void {
    const item = this.#outbox.items().find(one => one.commandId === commandId);
    const text = item === undefined ? null : textOf(item);
    if (text === null) return;
    const files = this.#attachments.get(commandId) ?? [];
    this.#outbox.discard(commandId);
    this.#post({ conversationId, commandId: newId(), text }, null, files);
  }

  #post(
    argument: { conversationId: ConversationId; commandId: CommandId; text: string }, seenSeq: number | null, files: readonly Attachment[],
  ): void {
    this.#attachments.set(argument.commandId, files);
    this.#outbox.add("PostMessage", {
      ...argument, attachments: files.map(file => file.attachmentId), seenSeq,
      translate: argument.text === "" ? null : this.#translation.languagesOf(argument.conversationId),
    });
  }

  retry(commandId: CommandId): void {
    this.#outbox.retry(commandId);
  }

  discard(commandId: CommandId): void {
    this.#outbox.discard(commandId);
  }

  /** What was written before a reload is shown again with its conversation. */
  showPending(conversationId: ConversationId): void {
    for (const item of this.#outbox.items()) {
      if (item.conversationId === conversationId) this.#show(item);
    }
  }

  /** A conversation that appears in the state takes its waiting messages with it. */
  #showWhenLoaded(): void {
    let known = this.#store.state.conversations;
    this.#store.subscribe(() => {
      const before = known;
      known = this.#store.state.conversations;
      if (known === before) return;
      for (const id of known.keys()) if (!before.has(id)) this.showPending(id);
    });
  }

  #show(item: OutboxItem<OperatorHub>): void {
    const text = textOf(item);
    if (text === null) return;
    this.#change(item.conversationId, held => setPendingState(
      addPending(held, this.#pendingOf(item, text)), item.commandId, item.state, item.rejection,
    ));
    if (item.rejection?.reason === "conversationIsTaken") {
      const notice = noticeOf(item.rejection);
      this.#store.update(state => withNotice(state, item.conversationId, notice));
    }
  }

  /** Stored: shown as sent until its entry comes. Without an answer it was discarded, or another tab saw it stored. */
  #left(item: OutboxItem<OperatorHub>, answer: Answer | null): void {
    this.#change(item.conversationId, held => answer === null
      ? removePending(held, item.commandId) : acknowledgePending(held, item.commandId, answer));
  }

  #change(id: ConversationId, change: (held: ConversationState) => ConversationState): void {
    const held = this.#store.state.conversations.get(id);
    if (held !== undefined) this.#store.update(state => withConversation(state, change(held)));
  }

  #pendingOf(item: OutboxItem<OperatorHub>, text: string): PendingMessage {
    const kind = item.method === "AddNote" ? "note" : "message";
    return newPendingMessage(item.commandId, text, item.addedAt, kind, this.#attachments.get(item.commandId));
  }
}

function textOf(item: OutboxItem<OperatorHub>): string | null {
  const argument: object = item.argument;
  return "text" in argument && typeof argument.text === "string" ? argument.text : null;
}
