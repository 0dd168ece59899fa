// What the visitor types, told while she types it: that she does, and where the account shows it, what. Nothing of it is
// kept anywhere: it is said again while it stands there, and whoever sees it forgets it when it is not.

/** The server takes so much; the end is what is new. */
const previewMax = 500;
const everyMilliseconds = 1_100;
const againMilliseconds = 15_000;

export interface TypingOptions {
  readonly hasPreview: () => boolean;
  readonly tell: (conversationId: string, text: string | null) => void;
}

export interface Typing {
  /** The text that stands in the field; "" when it was taken back. */
  readonly typed: (conversationId: string, text: string) => void;
  /** It was sent: whoever sees it sees the message instead. */
  readonly sent: () => void;
}

export function createTyping({ hasPreview, tell }: TypingOptions): Typing {
  let held: { conversationId: string; text: string } | null = null;
  let toldAt = -everyMilliseconds;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (): void => {
    timer = undefined;
    if (held === null) return;
    const { conversationId, text } = held;
    toldAt = performance.now();
    if (!hasPreview()) {
      held = null;
      if (text !== "") tell(conversationId, null);
      return;
    }
    tell(conversationId, endOf(text));
    if (text === "") held = null;
    else timer = setTimeout(say, againMilliseconds);
  };

  return {
    typed(conversationId, text) {
      const shown = text.trim() === "" ? "" : text;
      if (shown === "" && held === null) return;
      held = { conversationId, text: shown };
      clearTimeout(timer);
      timer = setTimeout(say, Math.max(0, toldAt + everyMilliseconds - performance.now()));
    },
    sent() {
      held = null;
      clearTimeout(timer);
    },
  };
}

/** Never half a character. */
function endOf(text: string): string {
  const end = text.slice(-previewMax);
  return /^[\uDC00-\uDFFF]/.test(end) ? end.slice(1) : end;
}
