import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Author } from "../../protocol/protocol";
import { useDeskState } from "../desk/deskContext";
import { useNoteActions, type ShownNote } from "./noteActions";

/** Who wrote a note changes it, or who sets the account up; the server says so too. */
export function NoteButtons({ note, author }: { note: ShownNote; author: Author }): ReactElement | null {
  const { t } = useTranslation();
  const { edit, remove } = useNoteActions();
  const mayChange = useDeskState(desk => desk.inbox !== null
    && (desk.inbox.me.operatorId === author.operatorId || desk.inbox.me.role !== "agent"));
  if (!mayChange) return null;
  return (
    <>
      <button type="button" onClick={() => { edit(note); }}>{t("notes.edit")}</button>
      <button type="button" onClick={() => { remove(note); }}>{t("notes.delete")}</button>
    </>
  );
}
