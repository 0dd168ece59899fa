import type { JSX } from "preact";

/** Initials on a colour that belongs to the name. */
export function Avatar({ name, size = 32 }: { name: string; size?: number }): JSX.Element {
  return (
    <span class="avatar" data-hue={hueOf(name)} data-size={size} aria-hidden="true">{initialsOf(name)}</span>
  );
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return (Array.from(first)[0] ?? "?").toUpperCase() + (Array.from(last)[0] ?? "").toUpperCase();
}

/** One of six colours of the style sheet. */
function hueOf(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
}
