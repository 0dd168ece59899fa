// Which conversations are followed closely: all of Mine, so that their rows and unread counts are right, and the one
// on the screen. Fills holes, loads what is older, and tells the server what has arrived and what was read.
import type { ConversationId, ConversationSnapshot, OperatorId } from "../../protocol/protocol";
import {
  applyBackwardPage, applyBeat, applyForwardPage, applyOwnRead, applyReceiptsAdvanced, applySnapshot,
  applyTimelineAdvanced, applyTyping, applyViewers, fromHead, isBehindClient, startAnew, type Applied, type ConversationState,
} from "../../state/conversations/conversationState";
import { inOrder } from "../../state/inbox/inboxOrder";
import type { Store } from "../store";
import type { Announcer } from "./announcer";
import type { OperatorConnection } from "./desk";
import {
  isMine, mineHeads, withConversation, withNotice, withoutConversation, withOlder, withReading, type DeskState,
} from "./deskState";
import { TypingClock } from "./typingClock";

/** The server follows up to this many conversations for one connection. */
const watchedMax = 200;
const pageSize = 50;
const watchesAtOnce = 8;
const retryMilliseconds = 3_000;

export class Watcher {
  readonly #store: Store<DeskState>;
  readonly #connection: OperatorConnection;
  readonly #announcer: Announcer;
  readonly #me: OperatorId;
  /** Watched, or being asked for: each id once. */
  readonly #watched = new Set<ConversationId>();
  readonly #filling = new Set<ConversationId>();
  readonly #delivered = new Map<ConversationId, number>();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  readonly #typing: TypingClock;
  /** What the server knows this connection to look at. */
  #viewed: ConversationId | null = null;
  #asking = 0;

  constructor(store: Store<DeskState>, connection: OperatorConnection, announcer: Announcer, me: OperatorId) {
    this.#store = store;
    this.#connection = connection;
    this.#announcer = announcer;
    this.#me = me;
    this.#typing = new TypingClock(store);
    this.#listen();
  }

  stop(): void {
    this.#typing.stop();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** A new connection follows nothing yet. */
  forgetWatches(): void {
    this.#watched.clear();
    this.#delivered.clear();
    this.#viewed = null;
  }

  /** Brings what is followed in line with the inbox and the screen. */
  follow(): void {
    const { inbox, openId } = this.#store.state;
    if (inbox === null || this.#connection.state().kind !== "connected") return;
    const wanted = new Set<ConversationId>(openId === null ? [] : [openId]);
    for (const head of inOrder(mineHeads(this.#store.state))) {
      if (wanted.size < watchedMax) wanted.add(head.conversationId);
    }
    for (const id of [...this.#watched]) {
      if (!wanted.has(id)) this.#unwatch(id);
    }
    for (const id of wanted) {
      if (this.#asking >= watchesAtOnce) break;
      if (!this.#watched.has(id)) void this.#watch(id);
    }
    if (openId !== null && this.#watched.has(openId)) this.#loadFirstPage(openId);
    this.#view(openId !== null && this.#store.state.readings.get(openId) === "ready" ? openId : null);
  }

  /** Tells the others who look at a conversation that this operator does. A hint: said again with the next change. */
  #view(id: ConversationId | null): void {
    if (id === this.#viewed) return;
    this.#viewed = id;
    this.#connection.invoke("ViewConversation", { conversationId: id }).catch(() => { this.#viewed = null; });
  }

  /** Reads forward until nothing is missing. */
  fill(id: ConversationId): void {
    if (!this.#filling.has(id)) void this.#fill(id);
  }

  async loadOlder(id: ConversationId): Promise<void> {
    const held = this.#store.state.conversations.get(id);
    if (held === undefined || !held.hasOlder || this.#store.state.older.get(id) === "loading") return;
    this.#store.update(state => withOlder(state, id, "loading"));
    try {
      const page = await this.#connection.invoke("ReadTimeline", {
        conversationId: id, after: null, before: held.from + 1, limit: pageSize,
      });
      if (page !== null) this.#change(id, state => applyBackwardPage(state, page));
      this.#store.update(state => withOlder(state, id, null));
    } catch {
      this.#store.update(state => withOlder(state, id, "failed"));
    }
  }

  /** Called by "Try again" in a conversation that could not be read. */
  retry(id: ConversationId): void {
    this.#watched.delete(id);
    this.#store.update(state => withReading(state, id, "loading"));
    this.follow();
  }

  /** The newest entry of the conversation is before the operator's eyes. */
  markRead(id: ConversationId): void {
    const held = this.#store.state.conversations.get(id);
    if (held === undefined || !isMine(held.head, this.#me) || held.head.receipts.operatorRead >= held.upTo) return;
    if (this.#connection.state().kind !== "connected") return;
    const upTo = held.upTo;
    this.#change(id, state => applyOwnRead(state, upTo));
    this.#delivered.set(id, upTo);
    void this.#tell("MarkRead", id, upTo);
  }

  #listen(): void {
    const connection = this.#connection;
    connection.on("TimelineAdvanced", push => {
      this.#announcer.arrived(push);
      this.#apply(push.conversationId, state => applyTimelineAdvanced(state, push));
    });
    connection.on("ReceiptsAdvanced", push => {
      this.#change(push.conversationId, state => applyReceiptsAdvanced(state, push));
    });
    connection.on("ConversationBeat", push => { this.#apply(push.conversationId, state => applyBeat(state, push)); });
    connection.on("TypingShown", push => {
      if (push.author.operatorId === this.#me) return;
      this.#change(push.conversationId, state => applyTyping(state, push, Date.now()));
      this.#typing.wake();
    });
    connection.on("ViewersShown", push => {
      this.#change(push.conversationId, state => applyViewers(state, push, Date.now()));
      this.#typing.wake();
    });
  }

  async #watch(id: ConversationId): Promise<void> {
    this.#watched.add(id);
    this.#asking += 1;
    const { inbox, openId, conversations } = this.#store.state;
    const row = inbox?.mine.get(id);
    // A row needs no history: only what comes after its head. The open conversation reads its newest page.
    if (!conversations.has(id) && row !== undefined && id !== openId) {
      this.#store.update(state => withConversation(state, fromHead(row, "operator")));
    }
    const held = this.#store.state.conversations.get(id);
    if (held === undefined) this.#store.update(state => withReading(state, id, "loading"));
    try {
      const snapshot = await this.#connection.invoke("WatchConversation", {
        conversationId: id, after: held?.upTo ?? null,
      });
      // The server has not let us watch, for no reason of ours: asked again as if the call had failed.
      if (snapshot.rejection?.code === "unavailable") throw new Error("The conversation is not watched: unavailable.");
      if (isBehindClient(snapshot)) {
        this.#take(id, await this.#connection.invoke("WatchConversation", { conversationId: id, after: null }), startAnew);
      } else this.#take(id, snapshot, applySnapshot);
    } catch {
      if (held === undefined) this.#store.update(state => withReading(state, id, "failed"));
      // A server that answers with an error to an address typed by hand is not asked again until somebody wants it.
      const isRow = this.#store.state.inbox?.mine.has(id) === true;
      if (isRow || this.#connection.state().kind !== "connected") this.#watched.delete(id);
      this.#later(() => { this.follow(); });
    } finally {
      this.#asking -= 1;
    }
    this.follow();
  }

  #take(id: ConversationId, snapshot: ConversationSnapshot, apply: typeof applySnapshot): void {
    const applied = apply(this.#store.state.conversations.get(id) ?? null, snapshot, "operator");
    if (applied === null) {
      const isGone = snapshot.rejection?.code === "not_found" || snapshot.rejection?.code === "forbidden";
      this.#store.update(state => withReading(state, id, isGone ? "notFound" : "failed"));
      return;
    }
    this.#store.update(state => withReading(withConversation(state, applied.state), id, "ready"));
    this.#arrived(id);
    if (applied.hasHole) this.fill(id);
  }

  #unwatch(id: ConversationId): void {
    this.#watched.delete(id);
    this.#delivered.delete(id);
    this.#store.update(state => withoutConversation(state, id));
    this.#connection.invoke("UnwatchConversation", { conversationId: id }).catch(() => {
      // The connection is gone, and with it everything that it followed.
    });
  }

  /** A row that becomes the open conversation has no history yet. */
  #loadFirstPage(id: ConversationId): void {
    const held = this.#store.state.conversations.get(id);
    const isBare = held !== undefined && held.hasOlder && held.entries.length < pageSize / 2;
    if (isBare && !this.#store.state.older.has(id)) void this.loadOlder(id);
  }

  async #fill(id: ConversationId): Promise<void> {
    this.#filling.add(id);
    try {
      for (let hasHole = true; hasHole;) {
        const held = this.#store.state.conversations.get(id);
        if (held === undefined) return;
        const page = await this.#connection.invoke("ReadTimeline", {
          conversationId: id, after: held.upTo, before: null, limit: 200,
        });
        if (page === null) return;
        hasHole = this.#change(id, state => applyForwardPage(state, page).state) && !page.isComplete;
      }
      this.#arrived(id);
    } catch {
      this.#later(() => { this.fill(id); });
    } finally {
      this.#filling.delete(id);
    }
  }

  #apply(id: ConversationId, apply: (state: ConversationState) => Applied): void {
    const held = this.#store.state.conversations.get(id);
    if (held === undefined) return;
    const { state: next, hasHole } = apply(held);
    this.#store.update(state => this.#withLossNoticed(withConversation(state, next), held, next));
    if (hasHole) this.fill(id);
    else this.#arrived(id);
  }

  #change(id: ConversationId, change: (state: ConversationState) => ConversationState): boolean {
    const held = this.#store.state.conversations.get(id);
    if (held === undefined) return false;
    this.#store.update(state => withConversation(state, change(held)));
    return true;
  }

  /** Somebody took the conversation that is open here: said once, in words. */
  #withLossNoticed(state: DeskState, before: ConversationState, after: ConversationState): DeskState {
    const id = after.head.conversationId;
    const wasMine = isMine(before.head, this.#me);
    const owner = after.head.assignee;
    if (isMine(after.head, this.#me)) return state.notices.has(id) && !wasMine ? withNotice(state, id, null) : state;
    if (!wasMine || owner === null || state.openId !== id) return state;
    return withNotice(state, id, { kind: "lost", operatorName: owner.name });
  }

  /** What has come to this screen counts as delivered to the operator who has the conversation. */
  #arrived(id: ConversationId): void {
    const held = this.#store.state.conversations.get(id);
    if (held === undefined || !isMine(held.head, this.#me)) return;
    const told = Math.max(held.head.receipts.operatorDelivered, this.#delivered.get(id) ?? 0);
    if (held.upTo <= told) return;
    this.#delivered.set(id, held.upTo);
    void this.#tell("MarkDelivered", id, held.upTo);
  }

  async #tell(method: "MarkRead" | "MarkDelivered", conversationId: ConversationId, upTo: number): Promise<void> {
    try {
      await this.#connection.invoke(method, { conversationId, upTo });
    } catch {
      // Told again with the next entry, or after the reconnect.
      this.#delivered.delete(conversationId);
    }
  }

  #later(work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, retryMilliseconds);
    this.#timers.add(timer);
  }
}
