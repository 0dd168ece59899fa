import { Button, Modal, Textarea } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../protocol/protocol";
import { notesNow, type NoteNow } from "../../state/conversations/notes";
import { useDesk, useDeskState } from "../desk/deskContext";
import { textLengthMax } from "./Composer";
import { noteRefusal } from "./commandWords";
import classes from "./ConversationPane.module.css";
import type { ShownNote } from "./noteActions";
import { NoteText } from "./NoteText";

interface DialogProps {
  readonly conversationId: ConversationId;
  readonly note: ShownNote;
  readonly onClose: () => void;
}

/** What was edited by somebody else meanwhile is shown beside what is being written: nobody overwrites it unseen. */
export function NoteEditor({ conversationId, note, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const [text, setText] = useState(note.text);
  const [expected, setExpected] = useState(note.writtenSeq);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const now = useNote(conversationId, note.noteSeq);
  const isElse = now !== null && !now.isDeleted && now.writtenSeq > expected;
  const save = async (from: number): Promise<void> => {
    setIsBusy(true);
    setExpected(from);
    const reason = await actions.editNote(conversationId, note.noteSeq, from, text);
    setIsBusy(false);
    if (reason === null) onClose(); else setRefusal(reason);
  };
  const canSave = text.trim() !== "" && text.length <= textLengthMax && now?.isDeleted !== true;
  return (
    <Modal opened onClose={onClose} title={t("notes.editTitle")} size={560} closeButtonProps={{ "aria-label": t("close") }}>
      <Textarea autosize minRows={4} maxRows={14} value={text} data-autofocus aria-label={t("composer.noteLabel")} dir="auto"
        description={t("notes.markdown")} inputWrapperOrder={["label", "input", "description", "error"]}
        onChange={event => {
          setText(event.currentTarget.value);
          setRefusal(null);
        }} />
      <div role="alert">
        {isElse && (
          <div className={classes.meanwhile}>
            <p>{t("notes.editedMeanwhile", { name: now.editedBy?.name ?? t("system.somebody") })}</p>
            <NoteText text={now.text} />
          </div>
        )}
        {now?.isDeleted === true && <p>{t("notes.refused_noteNotFound")}</p>}
        {refusal !== null && !isElse && now?.isDeleted !== true && <p>{noteRefusal(refusal, t)}</p>}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
        <Button loading={isBusy} disabled={!canSave} onClick={() => void save(isElse ? now.writtenSeq : expected)}>
          {t(isElse ? "notes.overwrite" : "notes.save")}
        </Button>
      </div>
    </Modal>
  );
}

export function DeleteNoteQuestion({ conversationId, note, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    const reason = await actions.deleteNote(conversationId, note.noteSeq);
    setIsBusy(false);
    if (reason === null || reason === "noteNotFound") onClose(); else setRefusal(reason);
  };
  return (
    <Modal opened onClose={onClose} title={t("notes.deleteQuestion")} size={400} closeButtonProps={{ "aria-label": t("close") }}>
      <p>{t("notes.deleteDetail")}</p>
      <div role="alert">{refusal !== null && <p>{noteRefusal(refusal, t)}</p>}</div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
        <Button data-autofocus loading={isBusy} onClick={() => void remove()}>{t("notes.delete")}</Button>
      </div>
    </Modal>
  );
}

/** As the timeline says it is; null: its entry is not held here. */
function useNote(id: ConversationId, noteSeq: number): NoteNow | null {
  const entries = useDeskState(desk => desk.conversations.get(id)?.entries ?? null);
  return entries === null ? null : notesNow(entries).get(noteSeq) ?? null;
}
