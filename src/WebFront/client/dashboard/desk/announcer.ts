// Decides when a sound is due: a live conversation came to me, or a contact wrote where I am not looking.
import type { OperatorId, TimelineAdvanced } from "../../protocol/protocol";
import type { InboxState } from "../../state/inbox/inboxState";
import type { Store } from "../store";
import { isMine, type DeskState } from "./deskState";

export interface Sounds {
  newConversation(): void;
  newMessage(): void;
}

export class Announcer {
  readonly #store: Store<DeskState>;
  readonly #sounds: Sounds;
  readonly #me: OperatorId;

  constructor(store: Store<DeskState>, sounds: Sounds, me: OperatorId) {
    this.#store = store;
    this.#sounds = sounds;
    this.#me = me;
  }

  /** `before` is null at the first hello: what was there already makes no sound. */
  compare(before: InboxState | null, after: InboxState): void {
    if (before === null) return;
    const isNew = [...after.mine.values()].some(head => head.mode === "live"
      && before.mine.get(head.conversationId)?.mode !== "live" && !this.#isLookedAt(head.conversationId));
    if (isNew) this.#sounds.newConversation();
  }

  arrived(push: TimelineAdvanced): void {
    const held = this.#store.state.conversations.get(push.conversationId);
    if (held === undefined || !isMine(held.head, this.#me) || this.#isLookedAt(push.conversationId)) return;
    const isWord = push.entries.some(entry =>
      entry.seq > held.upTo && entry.author.kind === "contact" && entry.event.type === "messagePosted");
    if (isWord) this.#sounds.newMessage();
  }

  #isLookedAt(conversationId: string): boolean {
    return this.#store.state.openId === conversationId && document.hasFocus();
  }
}
