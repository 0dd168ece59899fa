// The widget's program without its screens: opens the session, keeps the connection, folds what the server says into
// the state, and offers the visitor's intents. Nothing here knows of the DOM but visibility.
import { computed, signal, type ReadonlySignal } from "@preact/signals";
import { newId } from "../../connection/commandId";
import type { DurableStorage } from "../../connection/durableStorage";
import { createReconnectingHub, retryPause, type ConnectionState, type CreateHub } from "../../connection/reconnectingHub";
import { widgetContract, type ArgumentOf } from "../../connection/hubContracts";
import type { UploadsByConversation } from "../../connection/uploads";
import type { Answer, Attachment, ConversationId, ShareLocation, WidgetClient, WidgetHub } from "../../protocol/protocol";
import {
  applyBeat, applyReceiptsAdvanced, applyTyping, expireHints, hasHints, type ConversationState,
} from "../../state/conversations/conversationState";
import { applyMessengerChanged, applyMessengerSnapshot, unreadOf, type MessengerState } from "../../state/messenger/messengerState";
import { SessionRefusedError, type SessionKeeper } from "../session";
import type { ComponentType } from "preact";
import type { TrayProps } from "../files/Tray";
import { createDrafts, type Drafts } from "./drafts";
import { createMessengerStore, type Arrival } from "./messengerStore";
import { createSending, type Sending } from "./sending";
import { createTimelines } from "./timelines";
import { createTyping } from "./typing";

export type View = { kind: "board" } | { kind: "conversation"; conversationId: ConversationId | null };
/** closed: nothing was asked of the server yet. refused: the widget may not be used here. */
export type Phase = "closed" | "opening" | "open" | "refused";

export interface FileSending { readonly uploads: UploadsByConversation; readonly Tray: ComponentType<TrayProps> }

export interface MessengerOptions {
  readonly widgetKey: string;
  readonly locale: string;
  readonly storage: DurableStorage;
  readonly session: SessionKeeper;
  readonly createHub: CreateHub;
  /** The server knows this browser under another contact by now: nothing that is shown belongs to her. */
  readonly onOtherContact: () => void;
}

export interface Messenger {
  readonly state: ReadonlySignal<MessengerState>;
  readonly phase: ReadonlySignal<Phase>;
  readonly connection: ReadonlySignal<ConnectionState>;
  readonly view: ReadonlySignal<View>;
  readonly unread: ReadonlySignal<number>;
  readonly ratings: ReadonlySignal<ReadonlyMap<ConversationId, number>>;
  readonly drafts: Drafts;
  /** Opens the session and connects; once. */
  start(): void;
  stop(): void;
  /** Whether the visitor can see the panel now: only then messages count as read. */
  setVisible(isVisible: boolean): void;
  look(view: View): void;
  /** Writes into a conversation; null begins a new one and looks at it. */
  write(conversationId: ConversationId | null, text: string, attachments?: readonly Attachment[]): void;
  /** What files are sent with; loaded when the first one is. */
  files(): Promise<FileSending>;
  /** The visitor's token, for what is fetched beside the connection. */
  token(): string;
  /** What stands in the field of a conversation; "" when it was taken back, or nobody looks at it any more. */
  typing(conversationId: ConversationId, text: string): void;
  end(conversationId: ConversationId): void;
  rate(conversationId: ConversationId, stars: number, words: string | null): void;
  retry(conversationId: ConversationId, commandId: string): void;
  discard(conversationId: ConversationId, commandId: string): void;
  readOlder(conversationId: ConversationId): Promise<void>;
  /** `isTyped`: by the visitor herself, and not by the page. */
  setContactInfo(info: { name?: string; email?: string; phone?: string; company?: string }, isTyped?: boolean): Promise<Answer>;
  setCustomData(data: string): Promise<Answer>;
  /** Where her browser says that she is; she has agreed. */
  shareLocation(place: Omit<ShareLocation, "commandId">): Promise<Answer>;
  onArrival(listener: (arrival: Arrival) => void): void;
  onConversationStarted(listener: (conversationId: ConversationId) => void): void;
}

const callTriesMax = 10;
const unavailable: Answer = {
  seq: null, at: null, rejection: { code: "unavailable", reason: "notAnswered", operatorName: null },
};

export function createMessenger(options: MessengerOptions): Messenger {
  const { session, locale, storage } = options;
  const store = createMessengerStore();
  const phase = signal<Phase>("closed");
  const view = signal<View>({ kind: "board" });
  const ratings = signal<ReadonlyMap<ConversationId, number>>(new Map());
  const startedListeners: ((conversationId: ConversationId) => void)[] = [];
  const hub = createReconnectingHub<WidgetHub, WidgetClient>({
    // The widget's key names the account that the token belongs to.
    url: `/hubs/widget?key=${encodeURIComponent(options.widgetKey)}`, contract: widgetContract, accessToken: () => session.token(),
    createHub: options.createHub, onMalformed: error => console.warn(error),
  });
  const connection = signal(hub.state());
  const timelines = createTimelines(store, hub);
  let sending: Sending | null = null;
  let contactId: string | null = null;
  let isVisible = false;
  let attempts = 0;
  let files: Promise<FileSending> | null = null;

  const isConnected = (): boolean => hub.state().kind === "connected";
  const typing = createTyping({
    hasPreview: () => store.state.value.widget?.hasLivePreview === true,
    tell(conversationId, text) {
      if (isConnected()) hub.invoke("Typing", { conversationId, isNote: false, text }).catch(() => undefined);
    },
  });
  const pause = (): Promise<void> => new Promise(resolve => setTimeout(resolve, retryPause(attempts++, Math.random)));

  const open = async (): Promise<void> => {
    while (phase.value !== "refused") {
      try {
        const opened = await session.open();
        if (contactId !== null && contactId !== opened.contactId) options.onOtherContact();
        contactId = opened.contactId;
        store.commit({ ...store.state.value, widget: opened.widget });
        sending ??= createSending({ contactId: opened.contactId, locale, storage, store, hub, onAnswered });
        phase.value = "open";
        return;
      } catch (error) {
        if (error instanceof SessionRefusedError) phase.value = "refused";
        else await pause();
      }
    }
  };

  const onAnswered: Parameters<typeof createSending>[0]["onAnswered"] = (item, answer) => {
    if (item.method !== "StartConversation" || answer === null) return;
    startedListeners.forEach(listen => listen(item.conversationId));
    const held = store.conversation(item.conversationId);
    if (held !== undefined && held.head.lastSeq === 0) {
      // It is stored now, at least up to its first message; from here on it can be watched.
      store.put({ ...held, head: { ...held.head, lastSeq: answer.seq ?? 1 } });
    }
  };

  /** Hello, then everything that was missed; again until it works or the connection is gone. */
  const resume = async (): Promise<void> => {
    while (isConnected()) {
      try {
        const snapshot = await hub.invoke("Hello", { locale });
        attempts = 0;
        store.commit(applyMessengerSnapshot(store.state.value, snapshot));
        timelines.resume();
        sending?.resume();
        void import("./pages").then(loaded => loaded.tellPages(hub, store.state));
        return;
      } catch {
        await pause();
      }
    }
  };

  hub.onConnected(() => void resume());
  hub.onState(state => {
    connection.value = state;
    // The token is not accepted any more: ask for a session again, which may bring another one.
    if (state.kind === "refused") void pause().then(open).then(() => hub.retryNow());
  });
  hub.on("TimelineAdvanced", push => timelines.advanced(push));
  hub.on("ReceiptsAdvanced", push => store.change(push.conversationId, held => applyReceiptsAdvanced(held, push)));
  hub.on("ConversationBeat", beat => {
    if (store.apply(beat.conversationId, held => applyBeat(held, beat))) timelines.catchUp(beat.conversationId);
  });
  hub.on("TypingShown", push => {
    if (push.author.kind !== "operator") return;
    store.change(push.conversationId, held => applyTyping(held, push, Date.now()));
  });
  hub.on("MessengerChanged", push => {
    const { state, isStale } = applyMessengerChanged(store.state.value, push);
    store.commit(state);
    if (isStale) void resume();
    const id = push.conversation?.conversationId;
    const held = id === undefined ? undefined : store.conversation(id);
    if (held !== undefined && held.head.lastSeq > held.upTo) timelines.catchUp(held.head.conversationId, true);
  });
  hub.on("MessengerBeat", beat => {
    // Older or newer: the contact's grain has begun anew, by a clock of its own.
    if (beat.version !== store.state.value.version) void resume();
  });
  hub.on("SignedOut", () => {
    hub.stop();
    phase.value = "refused";
  });
  store.onCommit(() => {
    timelines.sync();
    timelines.sendReceipts(isVisible);
  });

  const expiry = setInterval(() => {
    const now = Date.now();
    for (const [id, held] of store.state.value.conversations) {
      if (hasHints(held)) store.change(id, conversation => expireHints(conversation, now));
    }
  }, 1_000);

  const connected = (): Promise<void> => isConnected() ? Promise.resolve() : new Promise(resolve => {
    const off = hub.onConnected(() => {
      off();
      resolve();
    });
  });

  /** For what concerns the contact herself: one after the other, and again with the same id until it is answered. */
  let lastCall: Promise<unknown> = Promise.resolve();
  const inOrder = (call: () => Promise<Answer>): Promise<Answer> => {
    const result = lastCall.then(() => callUntilAnswered(call));
    lastCall = result;
    return result;
  };
  const tell = <Method extends "SetContactInfo" | "SetCustomData" | "ShareLocation">(
    method: Method, argument: Omit<WidgetHub[Method][0], "commandId">,
  ): Promise<Answer> => {
    const command = { ...argument, commandId: newId() } as ArgumentOf<WidgetHub, Method>;
    return inOrder(() => hub.invoke(method, command) as Promise<Answer>);
  };
  const callUntilAnswered = async (call: () => Promise<Answer>): Promise<Answer> => {
    for (let tries = 0; tries < callTriesMax; tries += 1) {
      await connected();
      try {
        return await call();
      } catch {
        await new Promise(resolve => setTimeout(resolve, 1_000));
      }
    }
    return unavailable;
  };

  const look = (next: View): void => {
    view.value = next;
    timelines.look(next.kind === "conversation" ? next.conversationId : null);
    timelines.sendReceipts(isVisible);
  };

  return {
    state: store.state, phase, connection, view, ratings,
    unread: computed(() => unreadOf(store.state.value)),
    drafts: createDrafts(options.widgetKey, storage),
    start() {
      if (phase.value !== "closed") return;
      phase.value = "opening";
      void open().then(() => { if (phase.value === "open") hub.start(); });
    },
    stop() {
      clearInterval(expiry);
      hub.stop();
      sending?.dispose();
    },
    setVisible(visible) {
      isVisible = visible;
      timelines.sendReceipts(isVisible);
    },
    look,
    write(conversationId, text, attachments = []) {
      if (sending === null) return;
      typing.sent();
      if (conversationId === null) look({ kind: "conversation", conversationId: sending.start(text) });
      else sending.post(conversationId, text, attachments);
    },
    files() {
      files ??= import("../files/Tray").then(loaded => ({
        uploads: loaded.createUploads(() => session.token()), Tray: loaded.Tray,
      }));
      return files;
    },
    token: () => session.token(),
    typing: (conversationId, text) => typing.typed(conversationId, text),
    end: id => sending?.end(id),
    rate(id, stars, words) {
      ratings.value = new Map(ratings.value).set(id, stars);
      sending?.rate(id, stars, words);
    },
    retry: (id, commandId) => sending?.retry(id, commandId),
    discard: (id, commandId) => sending?.discard(id, commandId),
    readOlder: id => timelines.readOlder(id),
    setContactInfo(info, isTyped = false) {
      const { name = null, email = null, phone = null, company = null } = info;
      return tell("SetContactInfo", { name, email, phone, company, isTyped }).then(answer => {
        const { contact } = store.state.value;
        if (answer.rejection === null && contact !== null) {
          const known = { name: name ?? contact.name, email: email ?? contact.email };
          store.commit({ ...store.state.value, contact: { ...contact, ...known } });
        }
        return answer;
      });
    },
    setCustomData: data => tell("SetCustomData", { data }),
    shareLocation: place => tell("ShareLocation", place),
    onArrival: listener => store.onArrival(listener),
    onConversationStarted: listener => void startedListeners.push(listener),
  };
}

/** The conversation on the screen, if it is known. */
export function viewedConversation(messenger: Messenger): ConversationState | null {
  const view = messenger.view.value;
  if (view.kind !== "conversation" || view.conversationId === null) return null;
  return messenger.state.value.conversations.get(view.conversationId) ?? null;
}
