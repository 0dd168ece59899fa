import { useEffect, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView, Note } from "../../protocol/protocol";
import { lastNoteSeq } from "../../state/conversations/notes";
import { NoteButtons } from "../conversation/NoteButtons";
import { NoteText } from "../conversation/NoteText";
import { useDesk, useDeskState } from "../desk/deskContext";
import { fullTime, timeWords } from "../format/time";
import { useNow } from "../format/useNow";
import classes from "./ContactPanel.module.css";
import { PanelSection } from "./PanelSection";

/** All notes of the conversation, also those far above in the timeline, each as it says now. */
export function NotesSection({ head }: { head: ConversationView }): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const id = head.conversationId;
  const list = useDeskState(desk => desk.notes.get(id));
  const isConnected = useDeskState(desk => desk.link === "connected");
  const changedAt = useDeskState(desk => lastNoteSeq(desk.conversations.get(id)?.entries ?? []));
  useEffect(() => { if (isConnected) void actions.readNotes(id); }, [actions, id, changedAt, isConnected]);
  const notes = list === undefined || list === "failed" ? [] : list.notes;
  return (
    <PanelSection name="notes" title={t("notes.title")} count={notes.length}>
      {list === "failed" && <p className={classes.soft} role="alert">{t("notes.failed")}</p>}
      {list !== undefined && list !== "failed" && notes.length === 0 && <p className={classes.soft}>{t("notes.none")}</p>}
      <ul className={classes.notes} aria-label={t("notes.title")}>
        {notes.map(note => <NoteItem key={note.noteSeq} note={note} />)}
      </ul>
    </PanelSection>
  );
}

function NoteItem({ note }: { note: Note }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  return (
    <li>
      <NoteText text={note.text} />
      <div className={classes.noteFoot}>
        <span>{note.author.name ?? t("system.somebody")}</span>
        <time dateTime={note.at} title={fullTime(note.at, i18n.language)}>{timeWords(note.at, now, i18n.language, t)}</time>
        {note.editedBy !== null && <span>{t("notes.editedBy", { name: note.editedBy.name ?? t("system.somebody") })}</span>}
        <NoteButtons note={note} author={note.author} />
      </div>
    </li>
  );
}
