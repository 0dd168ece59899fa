// What the visitor says on its way out: the outbox keeps it, the conversation shows it at once.
import { newId } from "../../connection/commandId";
import type { DurableStorage } from "../../connection/durableStorage";
import type { HubConnection } from "../../connection/reconnectingHub";
import { createOutbox, type Outbox, type OutboxEvent, type OutboxItem } from "../../connection/outbox";
import type { Answer, Attachment, CommandId, ConversationId, ConversationView, WidgetClient, WidgetHub } from "../../protocol/protocol";
import {
  acknowledgePending, addPending, fromNothing, removePending, setPendingState,
} from "../../state/conversations/conversationState";
import { newPendingMessage } from "../../state/conversations/pendingMessages";
import type { MessengerStore } from "./messengerStore";

export interface Sending {
  /** Begins a conversation with its first message, and gives its id. */
  start(text: string): ConversationId;
  post(id: ConversationId, text: string, attachments: readonly Attachment[]): void;
  end(id: ConversationId): void;
  rate(id: ConversationId, stars: number, words: string | null): void;
  retry(id: ConversationId, commandId: CommandId): void;
  discard(id: ConversationId, commandId: CommandId): void;
  resume(): void;
  dispose(): void;
}

export interface SendingOptions {
  readonly contactId: string;
  readonly locale: string;
  readonly storage: DurableStorage;
  readonly store: MessengerStore;
  readonly hub: HubConnection<WidgetHub, WidgetClient>;
  readonly onAnswered: (item: OutboxItem<WidgetHub>, answer: Answer | null) => void;
}

export function createSending(options: SendingOptions): Sending {
  const { store, hub, locale } = options;
  const attachments = new Map<CommandId, readonly Attachment[]>();
  const outbox: Outbox<WidgetHub> = createOutbox<WidgetHub>({
    key: `mc:outbox:${options.contactId}`,
    storage: options.storage,
    invoke: (method, argument) => hub.invoke(method, argument),
    isConnected: () => hub.state().kind === "connected",
    // What follows the first message needs the conversation that it begins.
    holdsBackWhenFailed: method => method === "StartConversation",
  });

  const show = (item: OutboxItem<WidgetHub>): void => {
    const { commandId, conversationId } = item;
    const text = textOf(item);
    if (text === null) return;
    if (store.conversation(conversationId) === undefined) {
      store.put(fromNothing(unstoredHead(conversationId, options.contactId, item.addedAt, locale), "contact"));
    }
    store.change(conversationId, held => setPendingState(
      addPending(held, newPendingMessage(commandId, text, item.addedAt, "message", attachments.get(commandId))), commandId, item.state, item.rejection));
  };

  const hear = (event: OutboxEvent<WidgetHub>): void => {
    const { item } = event;
    if (event.kind !== "removed") {
      show(item);
      // Only messages are worth asking the visitor about; a refused "end" means that it has ended already.
      if (item.state === "failed" && textOf(item) === null) outbox.discard(item.commandId);
      return;
    }
    const { answer } = event;
    if (answer !== null) store.change(item.conversationId, held => acknowledgePending(held, item.commandId, answer));
    options.onAnswered(item, answer);
  };

  outbox.items().forEach(show);
  outbox.onEvent(hear);

  return {
    start(text) {
      const conversationId = newId();
      outbox.add("StartConversation", { conversationId, commandId: newId(), text, locale });
      return conversationId;
    },
    post(conversationId, text, files) {
      const commandId = newId();
      attachments.set(commandId, files);
      outbox.add("PostMessage", {
        conversationId, commandId, text, attachments: files.map(file => file.attachmentId), seenSeq: null, translate: null,
      });
    },
    end: conversationId => outbox.add("EndConversation", { conversationId, commandId: newId() }),
    rate: (conversationId, stars, words) =>
      outbox.add("RateConversation", { conversationId, commandId: newId(), stars, words }),
    retry: (_, commandId) => outbox.retry(commandId),
    discard(id, commandId) {
      outbox.discard(commandId);
      store.change(id, held => removePending(held, commandId));
    },
    resume: () => outbox.wake(),
    dispose: () => outbox.dispose(),
  };
}

function textOf({ argument }: OutboxItem<WidgetHub>): string | null {
  return "text" in argument && typeof argument.text === "string" ? argument.text : null;
}

/** The head of a conversation that the server has not seen; its own head replaces it. */
function unstoredHead(conversationId: ConversationId, contactId: string, at: string, locale: string): ConversationView {
  return {
    conversationId, contactId, contactNumber: 0, contactName: null, status: "new", mode: "asynchronous", assignee: null,
    contactIsPresent: true, subject: null, topics: [], locale, widgetId: "", groupId: "", createdAt: at,
    lastActivityAt: at, lastSeq: 0, preview: null, unansweredSince: at, unread: 0,
    receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 }, rating: null,
  };
}
