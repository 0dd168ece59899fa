// The files of messages: loaded when the first one is sent or shown. A frame has no cookie, so that images and sounds are
// fetched with the visitor's token and shown from memory: no address of a file holds a secret.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Attachment } from "../../protocol/protocol";
import { attachmentKind, extensionOf, shownSize, sizeWords } from "../../state/conversations/attachments";
import { CloseIcon, DownIcon, NextIcon } from "../views/icons";
import { useSurroundings } from "../views/context";

const widthMax = 240;
const heightMax = 200;

export interface AttachmentsProps { readonly files: readonly Attachment[] }

export function Attachments({ files }: AttachmentsProps): JSX.Element {
  const images = files.filter(file => attachmentKind(file) === "image");
  const [shown, setShown] = useState<number | null>(null);
  return (
    <div class="files">
      {files.map(file => {
        switch (attachmentKind(file)) {
          case "image":
            return <Picture key={file.attachmentId} file={file} onOpen={() => setShown(images.indexOf(file))} />;
          case "audio":
            return <Sound key={file.attachmentId} file={file} />;
          case "file":
            return <FileRow key={file.attachmentId} file={file} />;
        }
      })}
      {shown !== null && <Lightbox images={images} at={shown} onMove={setShown} onClose={() => setShown(null)} />}
    </div>
  );
}

function Picture({ file, onOpen }: { file: Attachment; onOpen: () => void }): JSX.Element {
  const { texts } = useSurroundings();
  const url = useMedia(file, "thumbnail");
  const { width, height } = shownSize(file, widthMax, heightMax);
  return (
    <button type="button" class="picture" aria-label={texts.fileOpen(file.name)} title={file.name} onClick={onOpen}>
      <img {...url === null ? {} : { src: url }} alt={file.name} width={width} height={height} />
    </button>
  );
}

function Sound({ file }: { file: Attachment }): JSX.Element {
  const { texts } = useSurroundings();
  const [isWanted, setWanted] = useState(false);
  if (!isWanted) return <Row file={file} label={texts.fileListen(file.name)} onClick={() => setWanted(true)} />;
  return <Player file={file} />;
}

function Player({ file }: { file: Attachment }): JSX.Element {
  const { texts } = useSurroundings();
  const url = useMedia(file, "file");
  return (
    <div class="sound">
      <bdi>{file.name}</bdi>
      <audio controls autoplay {...url === null ? {} : { src: url }} aria-label={texts.fileListen(file.name)} />
    </div>
  );
}

function FileRow({ file }: { file: Attachment }): JSX.Element {
  const { texts, messenger, locale } = useSurroundings();
  const [hasFailed, setFailed] = useState(false);
  const download = async (): Promise<void> => {
    const url = await read(file, "file", messenger.token());
    setFailed(url === null);
    if (url !== null) save(url, file.name);
  };
  return (
    <>
      <Row file={file} label={texts.fileDownload(file.name, sizeWords(file.size, locale))} onClick={() => void download()} />
      {hasFailed && <p class="failed" role="alert">{texts.fileNotRead}</p>}
    </>
  );
}

function Row({ file, label, onClick }: { file: Attachment; label: string; onClick: () => void }): JSX.Element {
  const { locale } = useSurroundings();
  return (
    <button type="button" class="file" aria-label={label} onClick={onClick}>
      <span class="kind" aria-hidden="true">{extensionOf(file.name)}</span>
      <span class="about"><bdi>{file.name}</bdi><small>{sizeWords(file.size, locale)}</small></span>
      <DownIcon />
    </button>
  );
}

interface LightboxProps {
  readonly images: readonly Attachment[];
  readonly at: number;
  readonly onMove: (at: number) => void;
  readonly onClose: () => void;
}

function Lightbox({ images, at, onMove, onClose }: LightboxProps): JSX.Element | null {
  const { texts } = useSurroundings();
  const dialog = useRef<HTMLDialogElement>(null);
  const image = images[at];
  useEffect(() => { dialog.current?.showModal(); }, []);
  if (image === undefined) return null;
  const move = (by: number): void => onMove((at + by + images.length) % images.length);
  const onKeyDown = (event: KeyboardEvent): void => {
    // The panel would close with the dialog.
    if (event.key === "Escape") event.stopPropagation();
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") move(event.key === "ArrowLeft" ? -1 : 1);
  };
  return (
    <dialog class="lightbox" ref={dialog} aria-label={image.name} onClose={onClose} onKeyDown={onKeyDown}>
      <button type="button" class="round" aria-label={texts.fileClose} title={texts.fileClose} onClick={() => dialog.current?.close()}>
        <CloseIcon />
      </button>
      <LargeImage key={image.attachmentId} file={image} />
      {images.length > 1 && (
        <button type="button" class="round" aria-label={texts.fileNext} title={texts.fileNext} onClick={() => move(1)}><NextIcon /></button>
      )}
    </dialog>
  );
}

function LargeImage({ file }: { file: Attachment }): JSX.Element {
  const url = useMedia(file, "file");
  return <img {...url === null ? {} : { src: url }} alt={file.name} width={file.width ?? 0} height={file.height ?? 0} />;
}

function useMedia(file: Attachment, part: "file" | "thumbnail"): string | null {
  const { messenger } = useSurroundings();
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isWanted = true;
    void read(file, part, messenger.token()).then(next => {
      if (next === null) return;
      made = next;
      if (isWanted) setUrl(next);
      else URL.revokeObjectURL(next);
    });
    return () => {
      isWanted = false;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [file.attachmentId, part, messenger]);
  return url;
}

async function read(file: Attachment, part: "file" | "thumbnail", token: string): Promise<string | null> {
  try {
    const answer = await fetch(`/widget/media/${file.attachmentId}/${part}`, {
      headers: { Authorization: `Bearer ${token}` }, credentials: "omit",
    });
    return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
  } catch {
    return null;
  }
}

function save(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to save by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
