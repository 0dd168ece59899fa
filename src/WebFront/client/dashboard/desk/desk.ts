// One operator at her desk: the connection, the outbox and what both say, brought into one state for the views.
// Promises: a lost push costs time only (holes and beats lead to a new read); what is typed and sent outlives reloads
// and lost connections; nothing here decides what the server decides.
import "../../protocol/operatorDecoders";
import { durableStorage } from "../../connection/durableStorage";
import { createHubConnection, type HubConnection, type HubLike } from "../../connection/hubConnection";
import { operatorContract } from "../../connection/hubContracts";
import { createOutbox, type Outbox } from "../../connection/outbox";
import { UploadsByConversation } from "../../connection/uploads";
import type {
  ConversationId, InboxChanged, OperatorClient, OperatorHub, SignedIn, UnassignedChanged,
} from "../../protocol/protocol";
import { applyHead } from "../../state/conversations/conversationState";
import {
  applyInboxBeat, applyInboxChanged, applyUnassignedBeat, applyUnassignedChanged, openInbox, type InboxPush,
} from "../../state/inbox/inboxState";
import { Store } from "../store";
import { LiveTranslation } from "../translation/liveTranslation";
import { Actions } from "./actions";
import { Announcer, type Sounds } from "./announcer";
import { emptyDesk, withConversation, type DeskState } from "./deskState";
import { Drafts } from "./drafts";
import { Outgoing } from "./outgoing";
import { Watcher } from "./watcher";

export type OperatorConnection = HubConnection<OperatorHub, OperatorClient>;
export type OperatorOutbox = Outbox<OperatorHub>;

export interface DeskOptions {
  readonly signedIn: SignedIn;
  readonly locale: string;
  readonly sounds: Sounds;
  readonly onSignedOut: () => void;
  /** Only for development and tests: another hub than SignalR's. */
  readonly createHub?: (url: string) => Promise<HubLike>;
}

const helloRetryMilliseconds = 3_000;

export class Desk {
  readonly store = new Store<DeskState>(emptyDesk);
  readonly drafts: Drafts;
  readonly actions: Actions;
  readonly watcher: Watcher;
  readonly outgoing: Outgoing;
  readonly translation: LiveTranslation;
  readonly uploads: UploadsByConversation;
  readonly #announcer: Announcer;
  readonly #connection: OperatorConnection;
  readonly #outbox: OperatorOutbox;
  readonly #options: DeskOptions;
  /** While a Hello is under way: what was pushed meanwhile. The answer may be older than that. */
  #meanwhile: InboxPush[] | null = null;
  #greetAgain: ReturnType<typeof setTimeout> | undefined;

  constructor(options: DeskOptions) {
    this.#options = options;
    const me = options.signedIn.me;
    this.#connection = createHubConnection<OperatorHub, OperatorClient>({
      url: "/hubs/operator",
      contract: operatorContract,
      ...(options.createHub === undefined ? {} : { createHub: options.createHub }),
    });
    this.#outbox = createOutbox<OperatorHub>({
      key: `messagecenter.outbox/${me.operatorId}`,
      storage: durableStorage(),
      invoke: (method, argument) => this.#connection.invoke(method, argument),
      isConnected: () => this.#connection.state().kind === "connected",
    });
    this.drafts = new Drafts(me.operatorId);
    this.#announcer = new Announcer(this.store, options.sounds, me.operatorId);
    this.watcher = new Watcher(this.store, this.#connection, this.#announcer, me.operatorId);
    this.translation = new LiveTranslation(this.store, this.#connection, me.operatorId);
    this.outgoing = new Outgoing(this.store, this.#outbox, this.drafts, this.translation);
    this.uploads = new UploadsByConversation(id => ({
      url: `/api/conversations/${id}/attachments`,
      headers: () => ({ "X-Anti-Forgery": options.signedIn.antiForgeryToken }),
    }));
    this.actions = new Actions(this.store, this.#connection, this.watcher);
    this.#listen();
  }

  start(): void {
    this.#connection.start();
  }

  stop(): void {
    clearTimeout(this.#greetAgain);
    this.watcher.stop();
    this.#outbox.dispose();
    this.uploads.dispose();
    this.#connection.stop();
  }

  /** The conversation on the screen; null when none is. */
  open(id: ConversationId | null): void {
    this.store.update(state => ({ ...state, openId: id }));
    if (id !== null) this.outgoing.showPending(id);
    this.watcher.follow();
  }

  /** Called by "Try again". */
  retry(): void {
    this.#connection.retryNow();
    void this.#greet();
  }

  #listen(): void {
    const { store } = this;
    const connection = this.#connection;
    connection.onState(next => {
      if (next.kind === "refused") { this.#options.onSignedOut(); return; }
      const isBroken = next.kind === "reconnecting" || next.kind === "offline";
      const link = next.kind === "connected" ? "connected" : isBroken ? "broken" : "connecting";
      store.update(state => ({ ...state, link }));
    });
    connection.onConnected(() => {
      this.watcher.forgetWatches();
      void this.#greet();
    });
    connection.on("SignedOut", () => { this.#options.onSignedOut(); });
    connection.on("InboxChanged", change => {
      this.#take(inbox => applyInboxChanged(inbox, change));
      this.#foldHead(change);
    });
    connection.on("UnassignedChanged", change => {
      this.#take(inbox => applyUnassignedChanged(inbox, change));
      this.#foldHead(change);
    });
    connection.on("ProfileChanged", push => {
      const head = this.store.state.conversations.get(push.conversationId)?.head;
      if (head !== undefined && push.conversationId === this.store.state.openId) void this.actions.readContact(head.contactId);
    });
    connection.on("VisitsChanged", push => {
      const head = this.store.state.conversations.get(push.conversationId)?.head;
      if (head !== undefined && push.conversationId === this.store.state.openId) void this.actions.readVisits(head.contactId);
    });
    connection.on("InboxBeat", beat => { this.#withInbox(inbox => applyInboxBeat(inbox, beat)); });
    connection.on("UnassignedBeat", beat => { this.#withInbox(inbox => applyUnassignedBeat(inbox, beat)); });
  }

  /** Says hello and takes the answer as the truth about the inbox. */
  async #greet(): Promise<void> {
    if (this.#meanwhile !== null) return;
    const meanwhile: InboxPush[] = [];
    this.#meanwhile = meanwhile;
    clearTimeout(this.#greetAgain);
    let isBehind = false;
    try {
      const snapshot = await this.#connection.invoke("Hello", { locale: this.#options.locale });
      const { state: inbox, hasHole } = openInbox(snapshot, meanwhile);
      isBehind = hasHole;
      this.#announcer.compare(this.store.state.inbox, inbox);
      this.store.update(state => ({ ...state, inbox, hasInboxFailed: false }));
      for (const head of [...inbox.mine.values(), ...inbox.unassigned.values()]) this.#foldHead({ conversation: head });
      this.watcher.follow();
      this.#outbox.wake();
    } catch {
      this.store.update(state => ({ ...state, hasInboxFailed: true }));
      this.#greetAgain = setTimeout(() => {
        if (this.#connection.state().kind === "connected") void this.#greet();
      }, helloRetryMilliseconds);
    } finally {
      this.#meanwhile = null;
    }
    if (isBehind) void this.#greet();
  }

  #take(push: InboxPush): void {
    this.#meanwhile?.push(push);
    this.#withInbox(push);
  }

  #withInbox(apply: InboxPush): void {
    const before = this.store.state.inbox;
    if (before === null) return;
    const { state: inbox, hasHole } = apply(before);
    if (inbox !== before) {
      this.#announcer.compare(before, inbox);
      this.store.update(state => ({ ...state, inbox }));
      this.watcher.follow();
    }
    if (hasHole) void this.#greet();
  }

  /** A newer head may come by the inbox before the conversation's own feed brings it. */
  #foldHead(change: Pick<InboxChanged | UnassignedChanged, "conversation">): void {
    const head = change.conversation;
    const held = head === null ? undefined : this.store.state.conversations.get(head.conversationId);
    if (head === null || held === undefined) return;
    const { state: next, hasHole } = applyHead(held, head);
    this.store.update(state => withConversation(state, next));
    if (hasHole) this.watcher.fill(head.conversationId);
  }
}
