// The part of Markdown that notes may use: bold, italic, code, lists and links. Read into a tree that a view turns into
// elements; there is no way from here to markup. What is not understood stays text, and no sign of it is lost.
import { linkify, safeHref } from "./linkify";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "emphasis"; children: readonly Inline[] }
  | { kind: "link"; href: string; children: readonly Inline[] };

export type Block =
  | { kind: "paragraph"; children: readonly Inline[] }
  | { kind: "list"; isOrdered: boolean; start: number; items: readonly (readonly Inline[])[] }
  | { kind: "code"; text: string };

/** Bold in italic in bold: deeper is nobody's intention. */
const depthMax = 4;
const fence = /^\s*```/;
const bullet = /^\s*[-*•]\s+(?=\S)/;
const numbered = /^\s*(\d{1,9})[.)]\s+(?=\S)/;

export function readMarkdown(text: string): readonly Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const [block, next] = readBlock(lines, at);
    if (block !== null) blocks.push(block);
    at = next;
  }
  return blocks;
}

function readBlock(lines: readonly string[], at: number): [Block | null, number] {
  const line = lines[at] ?? "";
  if (line.trim() === "") return [null, at + 1];
  if (fence.test(line)) {
    const end = lines.findIndex((other, index) => index > at && fence.test(other));
    if (end >= 0) return [{ kind: "code", text: lines.slice(at + 1, end).join("\n") }, end + 1];
  }
  const marker = bullet.test(line) ? bullet : numbered.test(line) ? numbered : null;
  if (marker !== null) {
    const end = endOf(lines, at, other => marker.test(other));
    const items = lines.slice(at, end).map(item => readInline(item.replace(marker, "")));
    const start = Number(numbered.exec(line)?.[1] ?? "1");
    return [{ kind: "list", isOrdered: marker === numbered, start, items }, end];
  }
  // At least its own line, also where a fence stands that nothing closes.
  const end = Math.max(at + 1, endOf(lines, at + 1, other => other.trim() !== "" && !isOtherBlock(other)));
  return [{ kind: "paragraph", children: readInline(lines.slice(at, end).join("\n")) }, end];
}

function isOtherBlock(line: string): boolean {
  return fence.test(line) || bullet.test(line) || numbered.test(line);
}

function endOf(lines: readonly string[], from: number, isInside: (line: string) => boolean): number {
  let end = from;
  while (end < lines.length && isInside(lines[end] ?? "")) end += 1;
  return end;
}

const code = /`([^`\n]+)`/y;
const link = /\[([^\]\n]+)\]\(([^()\s]+)\)/y;
const strong = /\*\*(?=\S)((?:(?!\*\*)[^])*\S)\*\*/y;
const emphasis = /\*(?=[^\s*])((?:[^*\n])*[^\s*])\*(?!\*)|(?<![\p{L}\p{N}])_(?=[^\s_])((?:[^_\n])*[^\s_])_(?![\p{L}\p{N}])/uy;

export function readInline(text: string, depth = 0): readonly Inline[] {
  const found: Inline[] = [];
  let plainFrom = 0;
  for (let at = 0; at < text.length;) {
    const special = depth < depthMax ? readSpecial(text, at, depth) : null;
    if (special === null) {
      at += 1;
      continue;
    }
    found.push(...plain(text.slice(plainFrom, at)), special.inline);
    at = special.end;
    plainFrom = at;
  }
  return [...found, ...plain(text.slice(plainFrom))];
}

function readSpecial(text: string, at: number, depth: number): { inline: Inline; end: number } | null {
  switch (text.charAt(at)) {
    case "`": {
      const match = matchAt(code, text, at);
      return match === null ? null : { inline: { kind: "code", text: match[1] ?? "" }, end: at + match[0].length };
    }
    case "[": {
      const match = matchAt(link, text, at);
      const href = safeHref(match?.[2] ?? "");
      return match === null || href === null ? null
        : { inline: { kind: "link", href, children: withoutLinks(match[1] ?? "", depth) }, end: at + match[0].length };
    }
    case "*":
    case "_": {
      const bold = matchAt(strong, text, at);
      const match = bold ?? matchAt(emphasis, text, at);
      if (match === null) return null;
      const children = readInline(match[1] ?? match[2] ?? "", depth + 1);
      return { inline: { kind: bold === null ? "emphasis" : "strong", children }, end: at + match[0].length };
    }
    default:
      return null;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A link in a link is none. */
function withoutLinks(text: string, depth: number): readonly Inline[] {
  return readInline(text, depth + 1).flatMap((inline): readonly Inline[] => inline.kind === "link" ? inline.children : [inline]);
}

function plain(text: string): readonly Inline[] {
  return linkify(text).map((part): Inline => part.kind === "text"
    ? part : { kind: "link", href: part.href, children: [{ kind: "text", text: part.text }] });
}
