// What was typed and not sent, per operator, conversation and kind. It outlives reloads, sign-outs and lost sessions.
import { durableStorage, type DurableStorage } from "../../connection/durableStorage";
import type { ConversationId, OperatorId } from "../../protocol/protocol";

export type DraftKind = "message" | "note";

export class Drafts {
  readonly #prefix: string;
  readonly #storage: DurableStorage;
  readonly #listeners = new Set<() => void>();

  constructor(operatorId: OperatorId, storage: DurableStorage = durableStorage()) {
    this.#prefix = `messagecenter.draft/${operatorId}/`;
    this.#storage = storage;
  }

  read(id: ConversationId, kind: DraftKind): string {
    return this.#storage.get(this.#key(id, kind)) ?? "";
  }

  keep(id: ConversationId, kind: DraftKind, text: string): void {
    const hadDraft = this.has(id);
    const key = this.#key(id, kind);
    if (text === "") this.#storage.remove(key); else this.#storage.set(key, text);
    if (hadDraft !== this.has(id)) for (const listener of [...this.#listeners]) listener();
  }

  /** How far the conversation had come when the message was begun; null: there is none. */
  begunAt(id: ConversationId): number | null {
    const seq = Number(this.#storage.get(this.#begunKey(id)) ?? "");
    return this.has(id) && seq > 0 ? seq : null;
  }

  begin(id: ConversationId, seq: number): void {
    this.#storage.set(this.#begunKey(id), String(seq));
  }

  /** True when a message was begun: the list shows it. */
  has(id: ConversationId): boolean {
    return this.read(id, "message").trim() !== "";
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #begunKey(id: ConversationId): string {
    return `${this.#prefix}${id}/begun`;
  }

  #key(id: ConversationId, kind: DraftKind): string {
    return `${this.#prefix}${id}/${kind}`;
  }
}
