// Finds web and mail addresses in a text. Only http, https and mailto ever become links; all else stays text.
export type TextPart = { kind: "text"; text: string } | { kind: "link"; text: string; href: string };

const candidate = /\bhttps?:\/\/[^\s<>"]+|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+/giu;
const closings: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(candidate)) {
    const found = withoutTrailingPunctuation(match[0]);
    const href = safeHref(/^https?:/i.test(found) ? found : `mailto:${found}`);
    if (href === null) continue;
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    parts.push({ kind: "link", text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

/** A full stop after an address ends the sentence; a bracket belongs to it only when it was opened in it. */
function withoutTrailingPunctuation(found: string): string {
  const counts = new Map<string, number>();
  for (const character of found) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    const opening = closings[last];
    const isUnbalanced = opening !== undefined && (counts.get(opening) ?? 0) < (counts.get(last) ?? 0);
    if (!isUnbalanced && !".,;:!?'*_~".includes(last)) break;
    counts.set(last, (counts.get(last) ?? 1) - 1);
  }
  return found.slice(0, end);
}

/** null: nothing that may be opened from here. */
export function safeHref(text: string): string | null {
  try {
    const url = new URL(text);
    const isWeb = (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
    return isWeb || url.protocol === "mailto:" ? url.href : null;
  } catch {
    return null;
  }
}
