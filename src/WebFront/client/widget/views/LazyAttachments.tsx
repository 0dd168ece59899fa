// Files are shown by code that is loaded when the first one is there; until then their names stand in their place.
import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Attachment } from "../../protocol/protocol";
import type { AttachmentsProps } from "../files/Files";

let Loaded: ComponentType<AttachmentsProps> | null = null;

/** For the whole timeline, which keeps its place when the files take more room than their names. */
export function useAttachmentsCode(isNeeded: boolean): void {
  const [, renew] = useState(false);
  useEffect(() => {
    if (!isNeeded || Loaded !== null) return;
    void import("../files/Files").then(loaded => {
      Loaded = loaded.Attachments;
      renew(true);
    });
  }, [isNeeded]);
}

export function LazyAttachments({ files }: { files: readonly Attachment[] }): JSX.Element {
  return Loaded === null ? <p class="meta">{files.map(file => file.name).join(", ")}</p> : <Loaded files={files} />;
}
