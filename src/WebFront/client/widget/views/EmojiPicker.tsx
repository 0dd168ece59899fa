import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { findEmoji, loadEmoji, type Emoji } from "../emoji/emojiData";
import { addRecent, readRecent } from "../emoji/recentEmoji";
import { useSurroundings } from "./context";

/** What is there until all have come, and when they cannot be loaded. */
const first: readonly Emoji[] = [
  "😀", "😂", "😊", "😍", "😘", "😉", "😎", "🤔", "😅", "😢", "😭", "😡", "😱", "😴", "🙄", "🤗",
  "👍", "👎", "👌", "🙏", "👏", "🙌", "💪", "👋", "✌️", "🤝", "❤️", "💙", "💔", "🔥", "✨", "🎉",
  "🎁", "📦", "🚚", "💳", "☎️", "✅", "❌", "❓",
].map(nameless);
const columns = 8;

export interface EmojiPickerProps {
  onPick: (emoji: string) => void;
  onClose: () => void;
  /** The button that opened it: a press on it is not "outside". */
  opener: RefObject<HTMLElement | null>;
}

/** Search and a grid with one tab stop; the arrow keys move inside it. */
export function EmojiPicker({ onPick, onClose, opener }: EmojiPickerProps): JSX.Element {
  const { texts, language, storage, isTouch } = useSurroundings();
  const [all, setAll] = useState<readonly Emoji[]>(first);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [recent] = useState(() => readRecent(storage));
  const dialog = useRef<HTMLDivElement>(null);
  const shown = text.trim() === ""
    ? [...recent.map(nameless), ...all.filter(one => !recent.includes(one.character))]
    : findEmoji(all, text);

  useEffect(() => { if (!isTouch) dialog.current?.querySelector("input")?.focus(); }, [isTouch]);
  useEffect(() => {
    let isGone = false;
    loadEmoji(language).then(loaded => { if (!isGone) setAll(loaded); }, () => {
      // The few that are there must do.
    });
    return () => { isGone = true; };
  }, [language]);
  useEffect(() => {
    const closeOutside = (event: Event): void => {
      if (!(event.target instanceof Node)) return;
      if (!dialog.current?.contains(event.target) && !opener.current?.contains(event.target)) onClose();
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  });

  const pick = (character: string): void => {
    addRecent(storage, character);
    onPick(character);
  };
  const moveTo = (index: number): void => {
    const next = Math.min(shown.length - 1, Math.max(0, index));
    setAt(next);
    dialog.current?.querySelectorAll("button")[next]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const isSearching = event.target instanceof HTMLInputElement;
    if (event.key === "Escape") {
      event.stopPropagation();
      onClose();
    } else if (isSearching && event.key === "Enter") {
      event.preventDefault();
      if (shown[0] !== undefined) pick(shown[0].character);
    } else if (isSearching && event.key === "ArrowDown") {
      event.preventDefault();
      moveTo(at);
    } else if (!isSearching && movesOf(event.key, at, shown.length) !== null) {
      event.preventDefault();
      const next = movesOf(event.key, at, shown.length) ?? 0;
      if (next < 0) dialog.current?.querySelector("input")?.focus(); else moveTo(next);
    }
  };
  return (
    <div class="emoji" role="dialog" aria-label={texts.emoji} ref={dialog} onKeyDown={onKeyDown}>
      <input
        type="search" class="emoji-search" value={text} placeholder={texts.emojiSearch} aria-label={texts.emojiSearch}
        onInput={event => { setText(event.currentTarget.value); setAt(0); }}
      />
      <div class="emoji-grid">
        {shown.map(({ character, name }, index) => (
          <button
            key={character} type="button" tabIndex={index === at ? 0 : -1} title={name} aria-label={`${character} ${name}`.trim()}
            onClick={() => pick(character)}
          >
            {character}
          </button>
        ))}
      </div>
      <p class="emoji-none" role="status">{shown.length === 0 ? texts.emojiNone : ""}</p>
    </div>
  );
}

/** Of those shown before all are loaded, and of the recent ones, no name is known. */
function nameless(character: string): Emoji {
  return { character, name: "", words: "" };
}

/** Where a key leads from one emoji to the next; below 0: back to the search; null: nowhere. */
function movesOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case "ArrowRight": return at + 1;
    case "ArrowLeft": return Math.max(0, at - 1);
    case "ArrowDown": return at + columns;
    case "ArrowUp": return at - columns;
    case "Home": return 0;
    case "End": return count - 1;
    default: return null;
  }
}
