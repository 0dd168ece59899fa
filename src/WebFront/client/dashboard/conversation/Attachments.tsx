import { IconDownload } from "@tabler/icons-react";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "../../protocol/protocol";
import { attachmentKind, extensionOf, shownSize, sizeWords } from "../../state/conversations/attachments";
import classes from "./Attachments.module.css";
import { Lightbox } from "./Lightbox";

const widthMax = 320;
const heightMax = 240;

export function mediaUrl(file: Attachment, part: "file" | "thumbnail"): string {
  return `/media/${file.attachmentId}/${part}`;
}

/** The files of a message: images as pictures, sounds with a player, everything else as a row to download. */
export function Attachments({ files }: { files: readonly Attachment[] }): ReactElement {
  const images = files.filter(file => attachmentKind(file) === "image");
  const [shown, setShown] = useState<number | null>(null);
  return (
    <div className={classes.files}>
      {files.map(file => {
        switch (attachmentKind(file)) {
          case "image":
            return <Picture key={file.attachmentId} file={file} onOpen={() => { setShown(images.indexOf(file)); }} />;
          case "audio":
            return <Sound key={file.attachmentId} file={file} />;
          case "file":
            return <FileRow key={file.attachmentId} file={file} />;
        }
      })}
      {shown !== null && <Lightbox images={images} at={shown} onMove={setShown} onClose={() => { setShown(null); }} />}
    </div>
  );
}

function Picture({ file, onOpen }: { file: Attachment; onOpen: () => void }): ReactElement {
  const { t } = useTranslation();
  const size = shownSize(file, widthMax, heightMax);
  return (
    <button type="button" className={classes.picture} onClick={onOpen} aria-label={t("files.open", { name: file.name })}
      title={file.name}>
      <img src={mediaUrl(file, "thumbnail")} alt={file.name} {...size} loading="lazy" decoding="async" />
    </button>
  );
}

function Sound({ file }: { file: Attachment }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={classes.sound}>
      <bdi className={classes.name}>{file.name}</bdi>
      <audio controls preload="none" src={mediaUrl(file, "file")} aria-label={t("files.listen", { name: file.name })} />
    </div>
  );
}

function FileRow({ file }: { file: Attachment }): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <a className={classes.file} href={mediaUrl(file, "file")} download={file.name}
      aria-label={t("files.download", { name: file.name, size: sizeWords(file.size, i18n.language) })}>
      <span className={classes.icon} aria-hidden="true">{extensionOf(file.name)}</span>
      <span className={classes.about}>
        <bdi className={classes.name}>{file.name}</bdi>
        <span className={classes.size}>{sizeWords(file.size, i18n.language)}</span>
      </span>
      <IconDownload size={18} aria-hidden />
    </a>
  );
}
