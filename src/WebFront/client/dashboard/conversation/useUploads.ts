import { useState, useSyncExternalStore, type ClipboardEvent, type DragEvent } from "react";
import { filesOf } from "../../connection/pastedFiles";
import type { Upload } from "../../connection/uploads";
import type { Attachment, AttachmentId, ConversationId } from "../../protocol/protocol";
import { useDesk } from "../desk/deskContext";

export interface ComposerUploads {
  readonly shown: readonly Upload[];
  /** Something is still on its way. */
  readonly isBusy: boolean;
  /** At least one file waits for a message. */
  readonly isReady: boolean;
  /** Files are held over the field. */
  readonly isTarget: boolean;
  readonly add: (files: Iterable<File>) => void;
  readonly cancel: (id: AttachmentId) => void;
  readonly retry: (id: AttachmentId) => void;
  readonly take: () => readonly Attachment[];
  readonly paste: (event: ClipboardEvent) => void;
  readonly dropping: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Files of the message that is being written: chosen, pasted or dropped. A note takes none. */
export function useUploads(conversationId: ConversationId, isOn: boolean): ComposerUploads {
  const uploads = useDesk().uploads.of(conversationId);
  const all = useSyncExternalStore(listener => uploads.subscribe(listener), () => uploads.all);
  const [isTarget, setIsTarget] = useState(false);
  const shown = isOn ? all : [];
  return {
    shown,
    isBusy: shown.some(upload => upload.state === "waiting" || upload.state === "sending"),
    isReady: shown.some(upload => upload.state === "done"),
    isTarget: isOn && isTarget,
    add: files => { uploads.add(files); },
    cancel: id => { uploads.cancel(id); },
    retry: id => { uploads.retry(id); },
    take: () => isOn ? uploads.take() : [],
    paste: event => {
      const files = isOn ? filesOf(event.clipboardData) : [];
      if (files.length === 0) return;
      event.preventDefault();
      uploads.add(files);
    },
    dropping: {
      onDragOver: event => {
        if (!isOn || !event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        setIsTarget(true);
      },
      onDragLeave: event => {
        if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null)) setIsTarget(false);
      },
      onDrop: event => {
        setIsTarget(false);
        if (!isOn || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        uploads.add(event.dataTransfer.files);
      },
    },
  };
}
