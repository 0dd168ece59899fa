// What can be completed where the caret stands: the word of a command, its value, or a macro.
import type { MacroView, TopicView } from "../../protocol/protocol";
import { commandWords, statusWords, type CommandWord } from "./composedText";
import { fillIn, findMacros, macroText, type PlaceholderValues } from "./macros";

const suggestionsMax = 10;

export type Suggestion =
  | { readonly kind: "command"; readonly key: string; readonly insert: string; readonly word: CommandWord }
  | { readonly kind: "topic" | "status" | "locale" | "operator" | "integration"; readonly key: string; readonly insert: string }
  | { readonly kind: "macro"; readonly key: string; readonly insert: string; readonly macro: MacroView };

/** `insert` replaces the text from `from` to `to`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

export interface CompletionSources {
  readonly topics: readonly TopicView[];
  /** Language tags that are likely. */
  readonly locales: readonly string[];
  readonly macros: readonly MacroView[];
  /** Names of what can be called. */
  readonly integrations: readonly string[];
  /** The conversation's language. */
  readonly locale: string;
  readonly values: PlaceholderValues;
  /** Whom a note can name; messages to the contact name nobody. */
  readonly operators: readonly string[];
}

/** null: nothing to offer. A word that is complete is not offered again, so that Enter sends. */
export function completionAt(text: string, caret: number, sources: CompletionSources): Completion | null {
  const line = text.slice(text.lastIndexOf("\n", caret - 1) + 1, caret);
  const [typed, suggestions] = suggestionsFor(line, sources) ?? mentionsFor(line, sources) ?? ["", []];
  if (suggestions.length === 0 || suggestions.some(one => one.insert.toLowerCase() === typed.toLowerCase())) return null;
  return { from: caret - typed.length, to: caret, suggestions: suggestions.slice(0, suggestionsMax) };
}

function suggestionsFor(line: string, sources: CompletionSources): [string, readonly Suggestion[]] | null {
  const command = /^\s*(\$[A-Za-z]*)$/.exec(line)?.[1];
  if (command !== undefined) return [command, commandsFor(command.slice(1).toLowerCase(), sources)];
  const [, word, value] = /^\s*\$(topic|status|locale|integration)\s+(.*)$/i.exec(line) ?? [];
  if (word !== undefined && value !== undefined) return [value, valuesFor(word.toLowerCase(), value.toLowerCase(), sources)];
  // "!" alone offers all only where a line begins: elsewhere it ends a sentence.
  const macro = /^\s*(![\p{L}\p{N}_-]*)$/u.exec(line)?.[1] ?? /\s(![\p{L}\p{N}_-]+)$/u.exec(line)?.[1];
  return macro === undefined ? null : [macro, macrosFor(macro.slice(1), sources)];
}

/** Names may have spaces: all that follows the at sign is held against them. */
function mentionsFor(line: string, sources: CompletionSources): [string, readonly Suggestion[]] | null {
  const typed = /(?<![\p{L}\p{N}])(@[^@]*)$/u.exec(line)?.[1];
  if (typed === undefined) return null;
  const wanted = typed.slice(1).toLowerCase();
  return [typed, sources.operators.filter(name => name.toLowerCase().startsWith(wanted))
    .map(name => ({ kind: "operator", key: name, insert: `@${name} ` }))];
}

function commandsFor(typed: string, sources: CompletionSources): readonly Suggestion[] {
  const offered = commandWords.filter(word => word !== "integration" || sources.integrations.length > 0);
  return offered.filter(word => word.startsWith(typed)).map(word => ({
    kind: "command", key: word, word, insert: word === "send" || word === "help" ? `$${word}` : `$${word} `,
  }));
}

function valuesFor(word: string, typed: string, sources: CompletionSources): readonly Suggestion[] {
  if (word === "topic") {
    return sources.topics.filter(topic => topic.name.toLowerCase().includes(typed))
      .map(topic => ({ kind: "topic", key: topic.topicId, insert: topic.name }));
  }
  if (word === "integration") {
    return sources.integrations.filter(name => name.toLowerCase().includes(typed))
      .map(name => ({ kind: "integration", key: name, insert: name }));
  }
  return word === "status"
    ? statusWords.filter(status => status.startsWith(typed)).map(status => ({ kind: "status", key: status, insert: status }))
    : sources.locales.filter(locale => locale.toLowerCase().startsWith(typed))
      .map(locale => ({ kind: "locale", key: locale, insert: locale }));
}

function macrosFor(typed: string, sources: CompletionSources): readonly Suggestion[] {
  return findMacros(sources.macros, typed, sources.locale).map(macro => ({
    kind: "macro", key: macro.macroId, macro, insert: fillIn(macroText(macro, sources.locale), sources.values),
  }));
}
