import { ActionIcon } from "@mantine/core";
import { IconFile, IconPaperclip, IconX } from "@tabler/icons-react";
import { useRef, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Upload } from "../../connection/uploads";
import type { AttachmentId } from "../../protocol/protocol";
import { sizeWords } from "../../state/conversations/attachments";
import classes from "./Attachments.module.css";

export function AttachButton({ onFiles }: { onFiles: (files: Iterable<File>) => void }): ReactElement {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("files.attach")} title={t("files.attach")}
        onClick={() => { input.current?.click(); }}><IconPaperclip size={18} aria-hidden /></ActionIcon>
      <input ref={input} type="file" multiple hidden data-testid="attach" tabIndex={-1} aria-hidden="true"
        onChange={event => {
          onFiles([...event.currentTarget.files ?? []]);
          // The same file may be chosen again.
          event.currentTarget.value = "";
        }} />
    </>
  );
}

interface UploadTrayProps {
  readonly uploads: readonly Upload[];
  readonly onCancel: (id: AttachmentId) => void;
  readonly onRetry: (id: AttachmentId) => void;
}

/** What will go with the message, before it goes. */
export function UploadTray({ uploads, onCancel, onRetry }: UploadTrayProps): ReactElement | null {
  const { t } = useTranslation();
  if (uploads.length === 0) return null;
  return (
    <ul className={classes.tray} aria-label={t("files.tray")}>
      {uploads.map(upload => <UploadRow key={upload.id} upload={upload} onCancel={onCancel} onRetry={onRetry} />)}
    </ul>
  );
}

function UploadRow({ upload, onCancel, onRetry }: Omit<UploadTrayProps, "uploads"> & { upload: Upload }): ReactElement {
  const { t, i18n } = useTranslation();
  const { problem, state, name } = upload;
  const isBusy = state === "waiting" || state === "sending";
  return (
    <li className={classes.upload} data-state={state}>
      <span className={classes.sample}>
        {upload.preview === null ? <IconFile size={20} aria-hidden /> : <img src={upload.preview} alt="" />}
      </span>
      <span className={classes.about}>
        <bdi className={classes.name}>{name}</bdi>
        {problem !== null ? <span className={classes.problem} role="alert">{t(`files.${problem}`)}</span>
          : isBusy ? <progress value={upload.progress} max={1} aria-label={t("files.uploading", { name })} />
          : <span className={classes.size}>{sizeWords(upload.attachment?.size ?? upload.size, i18n.language)}</span>}
      </span>
      {problem === "notSent" && <button type="button" onClick={() => { onRetry(upload.id); }}>{t("tryAgain")}</button>}
      <ActionIcon variant="subtle" color="gray" size="md" onClick={() => { onCancel(upload.id); }}
        aria-label={t(isBusy ? "files.cancel" : "files.remove", { name })} title={t(isBusy ? "files.cancel" : "files.remove", { name })}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </li>
  );
}
