import type { JSX } from "preact";
import { UploadsByConversation, type Upload, type Uploads } from "../../connection/uploads";
import { sizeWords } from "../../state/conversations/attachments";
import { CloseIcon } from "../views/icons";
import { useSurroundings } from "../views/context";

/** The files that go with the next message of each conversation. */
export function createUploads(token: () => string): UploadsByConversation {
  return new UploadsByConversation(id => ({
    url: `/widget/conversations/${id}/attachments`,
    headers: () => ({ Authorization: `Bearer ${token()}` }),
  }));
}

export interface TrayProps { readonly uploads: Uploads }

export function Tray({ uploads }: TrayProps): JSX.Element {
  const { texts } = useSurroundings();
  return (
    <ul class="tray" aria-label={texts.fileTray}>
      {uploads.all.map(upload => <Row key={upload.id} upload={upload} uploads={uploads} />)}
    </ul>
  );
}

function Row({ upload, uploads }: { upload: Upload; uploads: Uploads }): JSX.Element {
  const { texts, locale } = useSurroundings();
  const { id, name, problem, state, preview } = upload;
  const isBusy = state === "waiting" || state === "sending";
  const remove = isBusy ? texts.fileCancel(name) : texts.fileRemove(name);
  return (
    <li data-state={state}>
      {preview !== null && <img src={preview} alt="" width={36} height={36} />}
      <span class="about">
        <bdi>{name}</bdi>
        {problem !== null ? <small class="problem" role="alert">{texts.fileProblems[problem]}</small>
          : isBusy ? <progress value={upload.progress} max={1} aria-label={texts.fileUploading(name)} />
          : <small>{sizeWords(upload.attachment?.size ?? upload.size, locale)}</small>}
      </span>
      {problem === "notSent" && <button type="button" class="again" onClick={() => uploads.retry(id)}>{texts.tryAgain}</button>}
      <button type="button" class="round" aria-label={remove} title={remove} onClick={() => uploads.cancel(id)}><CloseIcon /></button>
    </li>
  );
}
