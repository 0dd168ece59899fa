import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Attachment } from "../../protocol/protocol";
import type { AttachmentsProps } from "../files/Files";

/** Files are shown by code that is loaded when the first one is there; until then their names stand in their place. */
export function LazyAttachments({ files }: { files: readonly Attachment[] }): JSX.Element {
  const [Shown, setShown] = useState<ComponentType<AttachmentsProps> | null>(null);
  useEffect(() => { void import("../files/Files").then(loaded => setShown(() => loaded.Attachments)); }, []);
  return Shown === null ? <p class="meta">{files.map(file => file.name).join(", ")}</p> : <Shown files={files} />;
}
