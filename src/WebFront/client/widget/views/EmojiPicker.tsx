import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const emoji = [
  "😀", "😂", "😊", "😍", "😘", "😉", "😎", "🤔", "😅", "😢", "😭", "😡", "😱", "😴", "🙄", "🤗",
  "👍", "👎", "👌", "🙏", "👏", "🙌", "💪", "👋", "✌️", "🤝", "❤️", "💙", "💔", "🔥", "✨", "🎉",
  "🎁", "📦", "🚚", "💳", "☎️", "✅", "❌", "❓",
];
const columns = 8;

export interface EmojiPickerProps {
  label: string;
  onPick: (emoji: string) => void;
  onClose: () => void;
  /** The button that opened it: a press on it is not "outside". */
  opener: RefObject<HTMLElement | null>;
}

/** A grid with one tab stop; the arrow keys move inside it. */
export function EmojiPicker({ label, onPick, onClose, opener }: EmojiPickerProps): JSX.Element {
  const [at, setAt] = useState(0);
  const grid = useRef<HTMLDivElement>(null);

  useEffect(() => { grid.current?.querySelectorAll("button")[at]?.focus(); }, [at]);
  useEffect(() => {
    const closeOutside = (event: Event): void => {
      if (!(event.target instanceof Node)) return;
      if (!grid.current?.contains(event.target) && !opener.current?.contains(event.target)) onClose();
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
    const step = steps[event.key];
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      setAt(event.key === "Home" ? 0 : emoji.length - 1);
    } else if (step !== undefined) {
      event.preventDefault();
      setAt(Math.min(emoji.length - 1, Math.max(0, at + step)));
    }
  };
  return (
    <div class="emoji" role="dialog" aria-label={label} ref={grid} onKeyDown={onKeyDown}>
      {emoji.map((character, index) => (
        <button key={character} type="button" tabIndex={index === at ? 0 : -1} onClick={() => onPick(character)}>{character}</button>
      ))}
    </div>
  );
}
