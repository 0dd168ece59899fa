// The timeline cut into the rows that are drawn one by one: a day, a bubble, a line about what happened, who is typing.
import type { Author, OperatorId, TimelineEntry } from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import { timelineItems, type MessageItem } from "../../state/conversations/timelineItems";

export type TimelineRow =
  | { kind: "day"; key: string; at: string }
  /** `told`: what the line says, where more is known by now than when its entry was written. */
  | { kind: "line"; key: string; entry: TimelineEntry; told: TimelineEntry }
  | { kind: "new"; key: string }
  /** `text`: what she has typed so far, where that is shown. */
  | { kind: "typing"; key: string; author: Author; text: string | null }
  | {
    kind: "message"; key: string; author: Author; isNote: boolean; isOurs: boolean; isOwn: boolean;
    /** Where the bubble stands among those of the same author. */
    isFirst: boolean; isLast: boolean; message: MessageItem;
  };

/** `readUpTo`: how far the operator had read when she opened the conversation; null: no line before what is new. */
export function timelineRows(
  state: ConversationState, me: { operatorId: OperatorId; name: string }, readUpTo: number | null = null,
): TimelineRow[] {
  const author: Author = { kind: "operator", operatorId: me.operatorId, name: me.name };
  const ends = endsOf(state.entries);
  const entries = state.entries.filter((entry, index) => !isEcho(entry, state.entries[index - 1]) && !isToldAbove(entry, ends));
  const rows = timelineItems(entries, state.pending, author).flatMap((item): TimelineRow[] => {
    if (item.kind === "line") return [{ ...item, told: endOf(item.entry, ends) ?? item.entry }];
    if (item.kind === "day") return [item];
    return item.messages.map((message, index) => ({
      kind: "message", key: message.key, author: item.author, isNote: item.isNote,
      isOurs: item.author.kind !== "contact", isOwn: item.author.operatorId === me.operatorId,
      isFirst: index === 0, isLast: index === item.messages.length - 1, message,
    }));
  });
  // Colleagues who type are shown beside the field, where one is about to write as well.
  const text = state.preview?.text ?? null;
  const isTyping = text !== null || state.typing.some(hint => hint.author.kind === "contact");
  const contact: Author = { kind: "contact", operatorId: null, name: null };
  const typing: TimelineRow[] = isTyping ? [{ kind: "typing", key: "typing-contact", author: contact, text }] : [];
  return [...withNewLine(rows, readUpTo), ...typing];
}

function withNewLine(rows: readonly TimelineRow[], readUpTo: number | null): readonly TimelineRow[] {
  if (readUpTo === null) return rows;
  const first = rows.findIndex(row => row.kind === "message" && !row.isOurs && (seqOf(row) ?? 0) > readUpTo);
  const hasOlder = rows.some(row => (seqOf(row) ?? Infinity) <= readUpTo);
  if (first < 0 || !hasOlder) return rows;
  return [...rows.slice(0, first), { kind: "new", key: "new" }, ...rows.slice(first)];
}

/** What the line before has said already: an operator who joins a present contact is live, and open. */
function isEcho(entry: TimelineEntry, before: TimelineEntry | undefined): boolean {
  const { event } = entry;
  if (before?.event.type === "conversationForwarded") return event.type === "operatorAssigned";
  if (before?.event.type === "operatorAssigned") {
    if (event.type === "wentLive") return event.operatorId === before.event.operatorId;
    return event.type === "statusChanged" && entry.author.kind === "system";
  }
  return event.type === "statusChanged" && event.status === "ended";
}

/** What became of the transcripts that were asked for in these entries: the newest word about each, by its order. */
function endsOf(entries: readonly TimelineEntry[]): ReadonlyMap<string, TimelineEntry> {
  const asked = new Set(entries.filter(entry => entry.event.type === "transcriptQueued").map(entry => entry.commandId));
  return new Map(entries.flatMap(entry =>
    entry.event.type === "transcriptDelivered" && asked.has(entry.event.order) ? [[entry.event.order, entry] as const] : []));
}

function endOf({ commandId, event }: TimelineEntry, ends: ReadonlyMap<string, TimelineEntry>): TimelineEntry | null {
  return event.type === "transcriptQueued" && commandId !== null ? ends.get(commandId) ?? null : null;
}

/** The line of the order says it; only where that has not been loaded it stands for itself. */
function isToldAbove({ event }: TimelineEntry, ends: ReadonlyMap<string, TimelineEntry>): boolean {
  return event.type === "transcriptDelivered" && ends.has(event.order);
}

/** Where in the rows the entry with this seq stands; -1 when it is not there. */
export function indexOfSeq(rows: readonly TimelineRow[], seq: number): number {
  return rows.findIndex(row => seqOf(row) === seq);
}

export function firstSeq(rows: readonly TimelineRow[]): number | null {
  for (const row of rows) {
    const seq = seqOf(row);
    if (seq !== null) return seq;
  }
  return null;
}

function seqOf(row: TimelineRow): number | null {
  if (row.kind === "line") return row.entry.seq;
  return row.kind === "message" ? row.message.entry?.seq ?? null : null;
}
