// Notes as they say now, folded from the entries that are held: an entry never changes, the view does.
// Held entries reach to the newest one, so that whoever holds the entry of a note holds all that became of it.
import type { Author, TimelineEntry } from "../../protocol/protocol";

export interface NoteNow {
  readonly text: string;
  /** The entry with this text: an edit says that it was made from this one. */
  readonly writtenSeq: number;
  readonly editedBy: Author | null;
  readonly isDeleted: boolean;
}

/** By the seq of the entry that added it. */
export function notesNow(entries: readonly TimelineEntry[]): ReadonlyMap<number, NoteNow> {
  const notes = new Map<number, NoteNow>();
  for (const { seq, event, author } of entries) {
    if (event.type === "noteAdded") {
      notes.set(seq, { text: event.text, writtenSeq: seq, editedBy: null, isDeleted: false });
    } else if (event.type === "noteEdited") {
      notes.set(event.noteSeq, { text: event.text, writtenSeq: seq, editedBy: author, isDeleted: false });
    } else if (event.type === "noteDeleted") {
      notes.set(event.noteSeq, { text: "", writtenSeq: seq, editedBy: null, isDeleted: true });
    }
  }
  return notes;
}

/** The newest entry that changed a note; 0: none is held. */
export function lastNoteSeq(entries: readonly TimelineEntry[]): number {
  return entries.findLast(({ event }) =>
    event.type === "noteAdded" || event.type === "noteEdited" || event.type === "noteDeleted")?.seq ?? 0;
}
