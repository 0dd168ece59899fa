// Finds links in a message. Only http, https and mailto become links; everything else stays text.

export type TextPart = { text: string; href: string | null };

const pattern = /\bhttps?:\/\/[^\s<>"'`]+|\bwww\.[^\s<>"'`]+\.[^\s<>"'`]+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/giu;
/** Where a sentence ends, the link has ended before. */
const trailing = /[.,;:!?…*_~]+$/u;

export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const found = withoutTrailing(match[0]);
    const href = hrefOf(found);
    if (href === null) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

function withoutTrailing(found: string): string {
  const cut = found.replace(trailing, "");
  const isUnbalanced = cut.endsWith(")") && !cut.includes("(");
  return isUnbalanced ? withoutTrailing(cut.slice(0, -1)) : cut;
}

function hrefOf(found: string): string | null {
  const address = /^https?:/i.test(found) ? found : found.includes("@") && !/^www\./i.test(found) ? `mailto:${found}` : `https://${found}`;
  try {
    const url = new URL(address);
    return ["http:", "https:", "mailto:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}){1,12}$/u;

/** A message of a few emoji and nothing else is shown large. */
export function isEmojiOnly(text: string): boolean {
  return emojiOnly.test(text) && /\p{Extended_Pictographic}/u.test(text);
}
