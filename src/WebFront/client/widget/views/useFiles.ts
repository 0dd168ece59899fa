// Files of the message that is being written. The code for them is loaded with the first file.
import { useEffect, useState } from "preact/hooks";
import type { ComponentType } from "preact";
import { filesOf } from "../../connection/pastedFiles";
import type { Uploads } from "../../connection/uploads";
import type { Attachment } from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import type { TrayProps } from "../files/Tray";
import { isStored } from "../messenger/timelines";
import { useSurroundings } from "./context";

export interface ComposerFiles {
  /** Files belong to a conversation, so that the first words come before the first file. */
  readonly isOn: boolean;
  readonly tray: { readonly Tray: ComponentType<TrayProps>; readonly uploads: Uploads } | null;
  readonly isBusy: boolean;
  readonly isReady: boolean;
  readonly add: (files: readonly File[]) => void;
  readonly take: () => readonly Attachment[];
  readonly paste: (event: ClipboardEvent) => void;
  readonly dragOver: (event: DragEvent) => void;
  readonly drop: (event: DragEvent) => void;
}

export function useFiles(conversation: ConversationState | null): ComposerFiles {
  const { messenger } = useSurroundings();
  const isOn = conversation !== null && isStored(conversation);
  const id = conversation?.head.conversationId ?? "";
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof messenger.files>> | null>(null);
  const [, renew] = useState(0);
  const uploads = loaded === null || !isOn ? null : loaded.uploads.of(id);
  useEffect(() => uploads?.subscribe(() => renew(count => count + 1)), [uploads]);
  const shown = uploads?.all ?? [];
  const add = (files: readonly File[]): void => {
    if (!isOn || files.length === 0) return;
    void messenger.files().then(module => {
      module.uploads.of(id).add(files);
      setLoaded(module);
    });
  };
  return {
    isOn, add,
    tray: loaded === null || uploads === null || shown.length === 0 ? null : { Tray: loaded.Tray, uploads },
    isBusy: shown.some(upload => upload.state === "waiting" || upload.state === "sending"),
    isReady: shown.some(upload => upload.state === "done"),
    take: () => uploads?.take() ?? [],
    paste: event => {
      const files = filesOf(event.clipboardData);
      if (files.length === 0 || !isOn) return;
      event.preventDefault();
      add(files);
    },
    dragOver: event => { if (isOn && event.dataTransfer?.types.includes("Files") === true) event.preventDefault(); },
    drop: event => {
      const files = [...event.dataTransfer?.files ?? []];
      if (files.length === 0 || !isOn) return;
      event.preventDefault();
      add(files);
    },
  };
}
