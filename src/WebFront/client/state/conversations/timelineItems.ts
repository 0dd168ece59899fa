// The timeline as a reader sees it: days, groups of bubbles by the same author, and lines about what happened.
import type { Attachment, Author, TimelineEntry, Translation } from "../../protocol/protocol";
import { notesNow, type NoteNow } from "./notes";
import type { PendingMessage } from "./pendingMessages";

/** Messages of one author that are further apart than this start a new group. */
export const groupGapMilliseconds = 5 * 60_000;

export interface MessageItem {
  key: string;
  text: string;
  attachments: readonly Attachment[];
  /** An operator's words in the contact's language, as they were sent. */
  translation: Translation | null;
  at: string;
  entry: TimelineEntry | null;
  pending: PendingMessage | null;
  /** What the note says now; null for a message, and for a note on its way. */
  note: NoteNow | null;
}

export type TimelineItem =
  | { kind: "day"; key: string; at: string }
  | { kind: "messages"; key: string; author: Author; isNote: boolean; messages: readonly MessageItem[] }
  | { kind: "line"; key: string; entry: TimelineEntry };

/** `me` is the author of the pending messages. Day limits follow the reader's own time zone. */
export function timelineItems(
  entries: readonly TimelineEntry[], pending: readonly PendingMessage[], me: Author,
): readonly TimelineItem[] {
  const items: TimelineItem[] = [];
  let day = "";
  let group: { author: Author; isNote: boolean; until: number; messages: MessageItem[] } | null = null;

  const startDay = (at: string): void => {
    const next = dayOf(at);
    if (next === day) return;
    day = next;
    group = null;
    items.push({ kind: "day", key: `day-${next}`, at });
  };
  const addMessage = (author: Author, isNote: boolean, message: MessageItem): void => {
    startDay(message.at);
    const time = Date.parse(message.at);
    if (group === null || group.isNote !== isNote || !isSame(group.author, author) || time > group.until) {
      group = { author, isNote, until: 0, messages: [] };
      items.push({ kind: "messages", key: message.key, author, isNote, messages: group.messages });
    }
    group.until = time + groupGapMilliseconds;
    group.messages.push(message);
  };

  const notes = notesNow(entries);
  for (const entry of entries) {
    if (entry.event.type === "messagePosted" || entry.event.type === "noteAdded") {
      const note = notes.get(entry.seq) ?? null;
      if (note?.isDeleted === true) continue;
      addMessage(entry.author, note !== null, {
        key: entry.commandId ?? `seq-${String(entry.seq)}`, text: note?.text ?? entry.event.text, at: entry.at, entry,
        pending: null, note, ...entry.event.type === "messagePosted"
          ? { attachments: entry.event.attachments, translation: entry.event.translation } : { attachments: [], translation: null },
      });
    } else {
      startDay(entry.at);
      group = null;
      items.push({ kind: "line", key: `seq-${String(entry.seq)}`, entry });
    }
  }
  for (const message of pending) {
    addMessage(me, message.kind === "note", {
      key: message.commandId, text: message.text, attachments: message.attachments, at: message.at, entry: null, pending: message,
      note: null, translation: null,
    });
  }
  return items;
}

function isSame(a: Author, b: Author): boolean {
  return a.kind === b.kind && a.operatorId === b.operatorId;
}

function dayOf(at: string): string {
  const date = new Date(at);
  return `${String(date.getFullYear())}-${String(date.getMonth() + 1)}-${String(date.getDate())}`;
}
