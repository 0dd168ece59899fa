// Macros: prepared texts with places for names. What is filled in comes from people, so it is never read again: neither
// as a place for another name nor as a command at the beginning of a line.
import type { MacroView, OperatorGroupId } from "../../protocol/protocol";

export const placeholders = [
  "contact.name", "contact.email", "contact.phone", "contact.company", "operator.name", "conversation.topic",
  "conversation.language", "account.name", "widget.name",
] as const;
export type Placeholder = (typeof placeholders)[number];

/** What is known; null where nothing is. */
export type PlaceholderValues = Readonly<Record<Placeholder, string | null>>;

const place = /\{([a-z]+\.[A-Za-z]+)(?:\|([^{}\n]*))?\}/g;

/** Those of the group, and those of everybody. */
export function macrosOf(macros: readonly MacroView[], groupId: OperatorGroupId): readonly MacroView[] {
  return macros.filter(macro => macro.groups.length === 0 || macro.groups.includes(groupId));
}

/** In the conversation's language where the macro has it: "de-AT", else "de", else its own text. */
export function macroText(macro: MacroView, locale: string): string {
  const language = languageOf(locale);
  const variant = macro.variants.find(one => one.language.toLowerCase() === locale.toLowerCase())
    ?? macro.variants.find(one => languageOf(one.language) === language);
  return variant?.text ?? macro.text;
}

/** Fills in what is known; `{contact.name|there}` says what stands where it is not. The rest is left as it is. */
export function fillIn(text: string, values: PlaceholderValues): string {
  return text.split("\n").map(line => line.replace(place, (left: string, name: string, otherwise: string | undefined, at: number) => {
    const known = placeholders.find(one => one === name);
    const value = known === undefined ? null : values[known] ?? otherwise ?? null;
    if (value === null) return left;
    const plain = value.replace(/\s+/g, " ").trim();
    // At the beginning of a line, a "$" before or in the value would make it a command: doubled, it is only a "$".
    const before = line.slice(0, at).trim();
    return before === "$" || (before === "" && plain.startsWith("$")) ? `$${plain}` : plain;
  })).join("\n");
}

/** Places that nobody filled in: a reader would see the braces. */
export function unfilled(text: string): readonly string[] {
  return [...new Set([...text.matchAll(place)].map(match => match[0]))];
}

/** By name first, then by content; the best first. */
export function findMacros(macros: readonly MacroView[], text: string, locale: string): readonly MacroView[] {
  const wanted = text.toLocaleLowerCase();
  const rank = (macro: MacroView): number => {
    const name = macro.name.toLocaleLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return macroText(macro, locale).toLocaleLowerCase().includes(wanted) ? 2 : 3;
  };
  return macros.map(macro => ({ macro, rank: rank(macro) })).filter(one => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.macro.name.localeCompare(b.macro.name)).map(one => one.macro);
}

function languageOf(locale: string): string {
  return locale.toLowerCase().split("-")[0] ?? "";
}
