// Whom a note names: "@Olivia", the whole display name behind an at sign, in any case. The server reads the same way and
// tells those who are named; here it is only shown.

export interface NamedPart { readonly text: string; readonly isMention: boolean }

const letterOrDigit = /[\p{L}\p{Nd}]/u;

/** The text cut into names and what lies between them. */
export function withMentions(text: string, names: readonly string[]): readonly NamedPart[] {
  const byLength = text.includes("@") ? [...names].sort((a, b) => b.length - a.length) : [];
  const parts: NamedPart[] = [];
  let end = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    // An e-mail address names nobody.
    if (letterOrDigit.test(text.charAt(at - 1))) continue;
    const name = byLength.find(one => isAt(text, at + 1, one));
    if (name === undefined) continue;
    if (at > end) parts.push({ text: text.slice(end, at), isMention: false });
    end = at + 1 + name.length;
    parts.push({ text: text.slice(at, end), isMention: true });
  }
  if (end < text.length) parts.push({ text: text.slice(end), isMention: false });
  return parts;
}

function isAt(text: string, start: number, name: string): boolean {
  const end = start + name.length;
  return name !== "" && text.slice(start, end).toLowerCase() === name.toLowerCase() && !letterOrDigit.test(text.charAt(end));
}
