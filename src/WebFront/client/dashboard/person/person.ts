// How people are named and drawn.
import type { TFunction } from "i18next";

export function contactName(head: { contactName: string | null; contactNumber: number }, t: TFunction): string {
  return head.contactName ?? t("list.visitor", { number: head.contactNumber });
}

/** One or two letters: of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(word => word !== "");
  const first = letterOf(words[0]);
  const last = words.length > 1 ? letterOf(words.at(-1)) : "";
  return (first + last).toLocaleUpperCase();
}

function letterOf(word: string | undefined): string {
  if (word === undefined) return "";
  const [letter] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word);
  return letter?.segment ?? "";
}

export const tintCount = 8;

/** The same person has the same colour everywhere. */
export function tintOf(id: string): number {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % tintCount;
}
