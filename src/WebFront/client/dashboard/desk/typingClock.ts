// Ends what is not said again: who types, what is typed, who looks. It ticks only while there is any of it.
import { expireHints, hasHints } from "../../state/conversations/conversationState";
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
    let isAnyLeft = false;
    for (const held of this.#store.state.conversations.values()) {
      if (!hasHints(held)) continue;
      const next = expireHints(held, Date.now());
      isAnyLeft ||= hasHints(next);
      this.#store.update(state => withConversation(state, next));
    }
    if (!isAnyLeft) this.stop();
  }
}
