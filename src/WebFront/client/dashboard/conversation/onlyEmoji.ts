const emoji = String.raw`\p{Extended_Pictographic}(?:\u{fe0f}|\p{Emoji_Modifier})*`;
const onlyEmoji = new RegExp(String.raw`^(?:${emoji}(?:\u{200d}${emoji})*\s*){1,3}$`, "u");

/** One to three emoji alone are shown large. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= 40 && onlyEmoji.test(text);
}
