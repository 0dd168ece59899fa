// Ends "is typing" when it is not renewed. It ticks only while somebody types.
import { expireTyping } from "../../state/conversations/conversationState";
import type { Store } from "../store";
import { withConversation, type DeskState } from "./deskState";

const tickMilliseconds = 1_000;

export class TypingClock {
  readonly #store: Store<DeskState>;
  #tick: ReturnType<typeof setInterval> | undefined;

  constructor(store: Store<DeskState>) {
    this.#store = store;
  }

  wake(): void {
    this.#tick ??= setInterval(() => { this.#expire(); }, tickMilliseconds);
  }

  stop(): void {
    clearInterval(this.#tick);
    this.#tick = undefined;
  }

  #expire(): void {
    let isAnybodyTyping = false;
    for (const held of this.#store.state.conversations.values()) {
      if (held.typing.length === 0) continue;
      const next = expireTyping(held, Date.now());
      isAnybodyTyping ||= next.typing.length > 0;
      this.#store.update(state => withConversation(state, next));
    }
    if (!isAnybodyTyping) this.stop();
  }
}
