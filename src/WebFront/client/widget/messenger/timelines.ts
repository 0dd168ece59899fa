// Keeps every ongoing conversation watched and the one on the screen complete: closes holes, reads older pages, and
// tells the server what has been received and read. A failed call is left alone: the next connect or beat finds what
// is missing.
import type { HubConnection } from "../../connection/reconnectingHub";
import type { ConversationId, TimelineAdvanced, WidgetClient, WidgetHub } from "../../protocol/protocol";
import {
  applyBackwardPage, applyForwardPage, applyOwnRead, applySnapshot, applyTimelineAdvanced, isBehindClient, startAnew,
  type ConversationState,
} from "../../state/conversations/conversationState";
import type { MessengerStore } from "./messengerStore";

export interface Timelines {
  /** The conversation on the screen, or null. */
  look(id: ConversationId | null): void;
  /** Watches what should be watched by now. */
  sync(): void;
  /** After every connect. */
  resume(): void;
  advanced(push: TimelineAdvanced): void;
  /** Entries are missing; `soon` waits for the push that is probably on its way. */
  catchUp(id: ConversationId, soon?: boolean): void;
  readOlder(id: ConversationId): Promise<void>;
  /** Sends the receipts that are due; `isRead` says whether the visitor can see the conversation on the screen. */
  sendReceipts(isRead: boolean): void;
}

const pageSize = 50;
/** So many entries fill any screen. */
const firstPageMin = 20;
const catchUpPageSize = 200;
const catchUpSoonMilliseconds = 500;
const watchAgainMilliseconds = 3_000;

export function createTimelines(
  store: MessengerStore, hub: HubConnection<WidgetHub, WidgetClient>,
): Timelines {
  const catchingUp = new Set<ConversationId>();
  const readingOlder = new Set<ConversationId>();
  const delivered = new Map<ConversationId, number>();
  const read = new Map<ConversationId, number>();
  const watched = new Set<ConversationId>();
  let viewed: ConversationId | null = null;

  const isConnected = (): boolean => hub.state().kind === "connected";

  const watch = async (id: ConversationId): Promise<void> => {
    const after = store.conversation(id)?.upTo ?? 0;
    const snapshot = await hub.invoke("WatchConversation", { conversationId: id, after });
    if (snapshot.rejection?.code === "unavailable") throw new Error("The conversation is not watched: unavailable.");
    const isBehind = isBehindClient(snapshot);
    const found = isBehind ? await hub.invoke("WatchConversation", { conversationId: id, after: null }) : snapshot;
    const fold = isBehind ? startAnew : applySnapshot;
    const hasHole = store.apply(id, now => fold(now, found, "contact") ?? { state: now, hasHole: false });
    if (hasHole) catchUp(id);
  };

  const sync = (): void => {
    if (!isConnected()) return;
    for (const [id, held] of store.state.value.conversations) {
      // What nobody but us knows yet cannot be watched: its start is still in the outbox.
      const isWanted = isStored(held) && (id === viewed || held.head.status !== "ended");
      if (isWanted && !watched.has(id)) {
        watched.add(id);
        attempt(watch(id).catch(() => {
          watched.delete(id);
          setTimeout(sync, watchAgainMilliseconds);
        }));
      } else if (!isWanted && watched.delete(id)) attempt(hub.invoke("UnwatchConversation", { conversationId: id }));
      if (id === viewed && held.entries.length < firstPageMin) attempt(readOlder(id));
    }
  };

  const catchUp = (id: ConversationId, soon = false): void => {
    if (catchingUp.has(id)) return;
    catchingUp.add(id);
    void readOn(id, soon).catch(() => undefined).finally(() => catchingUp.delete(id));
  };

  const readOn = async (id: ConversationId, soon: boolean): Promise<void> => {
    if (soon) await new Promise(resolve => setTimeout(resolve, catchUpSoonMilliseconds));
    for (;;) {
      const held = store.conversation(id);
      if (held === undefined || !isConnected() || (soon && held.head.lastSeq <= held.upTo)) return;
      const page = await hub.invoke("ReadTimeline", {
        conversationId: id, after: held.upTo, before: null, limit: catchUpPageSize,
      });
      if (page === null) return;
      const hasHole = store.apply(id, now => applyForwardPage(now, page));
      if (!hasHole || page.upTo <= held.upTo) return;
    }
  };

  const readOlder = async (id: ConversationId): Promise<void> => {
    const held = store.conversation(id);
    if (held === undefined || !held.hasOlder || readingOlder.has(id) || !isConnected()) return;
    readingOlder.add(id);
    try {
      const page = await hub.invoke("ReadTimeline", {
        conversationId: id, after: null, before: held.from + 1, limit: pageSize,
      });
      readingOlder.delete(id);
      if (page !== null) store.change(id, now => applyBackwardPage(now, page));
    } catch {
      // Scrolling up again asks again.
      readingOlder.delete(id);
    }
  };

  return {
    look(id) {
      viewed = id;
      sync();
    },
    sync,
    resume() {
      delivered.clear();
      read.clear();
      watched.clear();
      sync();
    },
    advanced(push) {
      if (store.apply(push.conversationId, held => applyTimelineAdvanced(held, push))) catchUp(push.conversationId);
    },
    catchUp,
    readOlder,
    sendReceipts(isRead) {
      if (!isConnected()) return;
      for (const held of store.state.value.conversations.values()) {
        const { conversationId, receipts, unread, lastSeq } = held.head;
        const seen = isRead && conversationId === viewed ? lastOfOthers(held) : 0;
        if (seen > Math.max(receipts.contactRead, read.get(conversationId) ?? 0)) {
          read.set(conversationId, seen);
          attempt(hub.invoke("MarkRead", { conversationId, upTo: seen }));
          store.change(conversationId, now => applyOwnRead(now, seen));
        } else if (unread > 0 && lastSeq > Math.max(receipts.contactDelivered, delivered.get(conversationId) ?? 0)) {
          delivered.set(conversationId, lastSeq);
          attempt(hub.invoke("MarkDelivered", { conversationId, upTo: lastSeq }));
        }
      }
    },
  };
}

function attempt(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

export function isStored(held: ConversationState): boolean {
  return held.head.lastSeq > 0;
}

function lastOfOthers(held: ConversationState): number {
  return held.entries.findLast(entry => entry.event.type === "messagePosted" && entry.author.kind === "operator")?.seq ?? 0;
}
