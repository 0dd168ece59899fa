import type { JSX } from "preact";
import { isEmojiOnly, textParts } from "../links";

/** A message as its author wrote it: text nodes and links, never markup. Line breaks are kept by the style. */
export function MessageText({ text }: { text: string }): JSX.Element {
  return (
    <span class={isEmojiOnly(text) ? "text large" : "text"}>
      {textParts(text).map((part, index) => part.href === null ? part.text : (
        <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">{part.text}</a>
      ))}
    </span>
  );
}
