// Files on their way to the server, before a message takes them. Promises:
// - a file is sent under one id, so that trying again after a broken connection never stores it twice;
// - what fails for want of a connection goes out again by itself when the browser is back online;
// - what cannot succeed is said at once, per file, without asking the server where that is possible.
import { decode } from "../protocol/decoders";
import type { Attachment, AttachmentId, ConversationId } from "../protocol/protocol";
import { newId } from "./commandId";

export const attachmentBytesMax = 20 * 1024 * 1024;
export const attachmentsPerMessageMax = 10;
const uploadsAtOnce = 2;
const tryAgainMilliseconds = [1_000, 3_000, 8_000] as const;

export type UploadProblem = "tooLarge" | "empty" | "typeRefused" | "tooManyPixels" | "tooMany" | "notSent" | "refused";
export type UploadState = "waiting" | "sending" | "done" | "failed";

export interface Upload {
  readonly id: AttachmentId;
  readonly name: string;
  readonly size: number;
  readonly state: UploadState;
  /** 0 to 1. */
  readonly progress: number;
  readonly problem: UploadProblem | null;
  /** Set once it is done. */
  readonly attachment: Attachment | null;
  /** The image as this browser has it, until the server's own is there. */
  readonly preview: string | null;
}

export interface UploadsOptions {
  readonly url: string;
  /** Asked for each try: a session may be renewed meanwhile. */
  readonly headers: () => Record<string, string>;
}

interface Held { upload: Upload; readonly file: File; request: XMLHttpRequest | null; tries: number }

/** The files of one message that is being written. */
export class Uploads {
  readonly #options: UploadsOptions;
  readonly #listeners = new Set<() => void>();
  #held: readonly Held[] = [];
  #shown: readonly Upload[] = [];
  readonly #online = (): void => {
    for (const held of this.#held) if (held.upload.problem === "notSent") this.retry(held.upload.id);
  };

  constructor(options: UploadsOptions) {
    this.#options = options;
    window.addEventListener("online", this.#online);
  }

  get all(): readonly Upload[] {
    return this.#shown;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      const problem = this.#problemOf(file);
      const upload: Upload = {
        id: newId(), name: file.name, size: file.size, state: problem === null ? "waiting" : "failed", progress: 0, problem,
        attachment: null, preview: isImage(file) && problem === null ? URL.createObjectURL(file) : null,
      };
      this.#held = [...this.#held, { upload, file, request: null, tries: 0 }];
    }
    this.#next();
  }

  /** Gives up a file, wherever it is. */
  cancel(id: AttachmentId): void {
    const held = this.#find(id);
    if (held === undefined) return;
    this.#held = this.#held.filter(other => other !== held);
    held.request?.abort();
    forget(held);
    this.#next();
  }

  retry(id: AttachmentId): void {
    const held = this.#find(id);
    if (held?.upload.state !== "failed") return;
    held.tries = 0;
    this.#change(held, { state: "waiting", problem: null, progress: 0 });
    this.#next();
  }

  /** The files for a message, which has them from now on. What failed stays. */
  take(): readonly Attachment[] {
    const taken = this.#held.filter(held => held.upload.state === "done");
    this.#held = this.#held.filter(held => held.upload.state !== "done");
    taken.forEach(forget);
    this.#tell();
    return taken.flatMap(held => held.upload.attachment ?? []);
  }

  dispose(): void {
    window.removeEventListener("online", this.#online);
    for (const held of this.#held) {
      held.request?.abort();
      forget(held);
    }
  }

  #problemOf(file: File): UploadProblem | null {
    if (this.#held.filter(held => held.upload.state !== "failed").length >= attachmentsPerMessageMax) return "tooMany";
    return file.size === 0 ? "empty" : file.size > attachmentBytesMax ? "tooLarge" : null;
  }

  #next(): void {
    let sending = this.#held.filter(held => held.request !== null).length;
    for (const held of this.#held) {
      if (sending >= uploadsAtOnce) break;
      if (held.upload.state !== "waiting" || held.request !== null) continue;
      this.#send(held);
      sending += 1;
    }
    this.#tell();
  }

  #send(held: Held): void {
    const request = new XMLHttpRequest();
    held.request = request;
    held.tries += 1;
    this.#change(held, { state: "sending", progress: 0 });
    request.open("POST", this.#options.url);
    request.setRequestHeader("Idempotency-Key", held.upload.id);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Content-Disposition", `attachment; filename*=UTF-8''${encoded(held.upload.name)}`);
    for (const [name, value] of Object.entries(this.#options.headers())) request.setRequestHeader(name, value);
    request.upload.onprogress = event => {
      if (event.lengthComputable) this.#change(held, { progress: event.loaded / event.total });
    };
    request.onload = () => { this.#answered(held, request); };
    request.onerror = () => { this.#broken(held); };
    request.ontimeout = () => { this.#broken(held); };
    request.send(held.file);
  }

  #answered(held: Held, request: XMLHttpRequest): void {
    if (request.status === 429 || request.status >= 500 || request.status === 408) {
      this.#broken(held);
      return;
    }
    held.request = null;
    const body = parsed(request.responseText);
    if (request.status === 200) {
      const attachment = decode("Attachment", body);
      this.#change(held, { state: "done", progress: 1, name: attachment.name, attachment });
    } else {
      this.#change(held, { state: "failed", problem: problemOf(request.status, body) });
    }
    this.#next();
  }

  /** The connection broke, or the server asks for patience: again after a pause, then when somebody says so. */
  #broken(held: Held): void {
    const pause = tryAgainMilliseconds[held.tries - 1];
    if (pause === undefined || !navigator.onLine) {
      held.request = null;
      this.#change(held, { state: "failed", problem: "notSent" });
      this.#next();
      return;
    }
    this.#change(held, { progress: 0 });
    setTimeout(() => {
      if (this.#held.includes(held)) this.#send(held);
    }, pause);
  }

  #find(id: AttachmentId): Held | undefined {
    return this.#held.find(held => held.upload.id === id);
  }

  #change(held: Held, change: Partial<Upload>): void {
    held.upload = { ...held.upload, ...change };
    this.#tell();
  }

  #tell(): void {
    this.#shown = this.#held.map(held => held.upload);
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The uploads of each conversation in which somebody began to send files: they outlive a look at another one. */
export class UploadsByConversation {
  readonly #uploads = new Map<ConversationId, Uploads>();
  readonly #optionsOf: (id: ConversationId) => UploadsOptions;

  constructor(optionsOf: (id: ConversationId) => UploadsOptions) {
    this.#optionsOf = optionsOf;
  }

  of(id: ConversationId): Uploads {
    const held = this.#uploads.get(id) ?? new Uploads(this.#optionsOf(id));
    this.#uploads.set(id, held);
    return held;
  }

  dispose(): void {
    for (const uploads of this.#uploads.values()) uploads.dispose();
    this.#uploads.clear();
  }
}

function problemOf(status: number, body: unknown): UploadProblem {
  const reason = typeof body === "object" && body !== null && "reason" in body ? body.reason : null;
  if (status === 413) return "tooLarge";
  if (status === 415) return "typeRefused";
  if (reason === "imageHasTooManyPixels") return "tooManyPixels";
  return reason === "attachmentIsEmpty" ? "empty" : "refused";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** As RFC 8187 wants it: what encodeURIComponent leaves alone and is no attr-char is encoded too. */
function encoded(name: string): string {
  return encodeURIComponent(name.replace(/[\uD800-\uDFFF]/gu, "")).replace(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function forget(held: Held): void {
  if (held.upload.preview !== null) URL.revokeObjectURL(held.upload.preview);
}

function isImage(file: File): boolean {
  return /^image\/(png|jpeg|gif|webp)$/.test(file.type);
}
