// The head of a conversation as one reader sees it, kept right between the server's own views of it.
// The server sends a whole view when something other than messages changed; plain messages are folded here.
// Every merge is a maximum: an older view or receipt that arrives late never takes anything back.
import type { ConversationView, Receipts, TimelineEntry } from "../../protocol/protocol";

/** Whose screen it is: "unread" and "mine" depend on it. */
export type ReadingSide = "contact" | "operator";

/** Unread messages are counted up to this number, on the server as well. */
export const unreadMax = 100;

export function mergeReceipts(held: Receipts, incoming: Receipts): Receipts {
  const merged: Receipts = {
    contactDelivered: Math.max(held.contactDelivered, incoming.contactDelivered),
    contactRead: Math.max(held.contactRead, incoming.contactRead),
    operatorDelivered: Math.max(held.operatorDelivered, incoming.operatorDelivered),
    operatorRead: Math.max(held.operatorRead, incoming.operatorRead),
  };
  return equalReceipts(held, merged) ? held : merged;
}

function equalReceipts(a: Receipts, b: Receipts): boolean {
  return a.contactDelivered === b.contactDelivered && a.contactRead === b.contactRead
    && a.operatorDelivered === b.operatorDelivered && a.operatorRead === b.operatorRead;
}

export function readBy(side: ReadingSide, receipts: Receipts): number {
  return side === "contact" ? receipts.contactRead : receipts.operatorRead;
}

/** Takes the newer of two views of the same conversation; receipts are merged either way. */
export function mergeHead(
  held: ConversationView, incoming: ConversationView, side: ReadingSide,
): ConversationView {
  const receipts = mergeReceipts(held.receipts, incoming.receipts);
  const newer = incoming.lastSeq >= held.lastSeq ? incoming : held;
  return withReceipts(newer, receipts, side);
}

/** The head after a receipt of any side rose. Reading everything clears the unread count. */
export function withReceipts(
  head: ConversationView, incoming: Receipts, side: ReadingSide,
): ConversationView {
  const receipts = mergeReceipts(head.receipts, incoming);
  const unread = readBy(side, receipts) >= head.lastSeq ? 0 : head.unread;
  return receipts === head.receipts && unread === head.unread ? head : { ...head, receipts, unread };
}

/** Folds one entry into the head. An entry that the head already knows changes nothing. */
export function foldEntry(
  head: ConversationView, entry: TimelineEntry, side: ReadingSide,
): ConversationView {
  if (entry.seq <= head.lastSeq) return head;
  const next = { ...head, lastSeq: entry.seq, lastActivityAt: later(head.lastActivityAt, entry.at) };
  const event = entry.event;
  switch (event.type) {
    case "messagePosted":
      return foldMessage(next, entry, side === "contact" ? event.translation?.text ?? event.text : event.text, side);
    case "operatorAssigned":
      return {
        ...next,
        assignee: { operatorId: event.operatorId, name: event.operatorName },
        status: next.status === "new" ? "open" : next.status,
        mode: "asynchronous",
      };
    case "conversationForwarded":
      // To an operator: the entry that follows says so.
      return event.groupId === null ? next : { ...next, groupId: event.groupId, assignee: null, mode: "asynchronous" };
    case "wentLive":
      return { ...next, mode: "live" };
    case "turnedAsynchronous":
      return { ...next, mode: "asynchronous" };
    case "statusChanged":
      return { ...next, status: event.status };
    case "conversationEnded":
      return { ...next, status: "ended", mode: "asynchronous", unansweredSince: null };
    case "conversationReopened":
      return { ...next, status: "new", assignee: null, rating: null };
    case "conversationRated":
      return { ...next, rating: { stars: event.stars, words: event.words } };
    case "contactInfoRecorded":
      return event.field === "name" ? { ...next, contactName: event.value } : next;
    case "localeChanged":
      return { ...next, locale: event.locale };
    case "topicAdded":
      return { ...next, topics: [...next.topics.filter(topic => topic !== event.topicId), event.topicId] };
    case "topicRemoved":
      return { ...next, topics: next.topics.filter(topic => topic !== event.topicId) };
    case "conversationStarted":
    case "customFieldRecorded":
    case "noteAdded":
    case "noteEdited":
    case "noteDeleted":
    case "transcriptQueued":
    case "transcriptDelivered":
    case "integrationQueued":
    case "integrationAnswered":
      return next;
  }
}

function foldMessage(
  head: ConversationView, entry: TimelineEntry, text: string, side: ReadingSide,
): ConversationView {
  const isFromOtherSide = entry.author.kind !== side;
  const isUnread = isFromOtherSide && entry.seq > readBy(side, head.receipts);
  return {
    ...head,
    preview: { text, author: entry.author, at: entry.at },
    unread: isUnread ? Math.min(head.unread + 1, unreadMax) : head.unread,
    unansweredSince: entry.author.kind === "contact" ? (head.unansweredSince ?? entry.at) : null,
  };
}

function later(a: string, b: string): string {
  return Date.parse(b) > Date.parse(a) ? b : a;
}
