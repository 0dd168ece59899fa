// What is known of Live Translation in one conversation. Pure.
import type { TargetLanguages, TimelineEntry, Translation } from "../../protocol/protocol";

export interface TranslationState {
  /** The language that the contact reads and writes; null: the switch is off. */
  readonly language: string | null;
  /** What the engine can do for this operator here. */
  readonly targets: TargetLanguages | "loading" | "failed";
  /** Messages of the contact in the operator's language, by their seq. */
  readonly messages: ReadonlyMap<number, Translation | "loading">;
}

export const nothingTranslated: TranslationState = { language: null, targets: "loading", messages: new Map() };

/** The server translates up to this many at one asking. */
export const translatedAtOnceMax = 20;

/** The newest messages of the contact that nobody has asked for yet; what is read first comes first. */
export function untranslated(state: TranslationState, entries: readonly TimelineEntry[]): number[] {
  return entries
    .filter(({ seq, author, event }) =>
      author.kind === "contact" && event.type === "messagePosted" && event.text !== "" && !state.messages.has(seq))
    .map(entry => entry.seq)
    .slice(-translatedAtOnceMax);
}

export function withMessages(state: TranslationState, seqs: readonly number[], told: (seq: number) => Translation | "loading" | null): TranslationState {
  const messages = new Map(state.messages);
  for (const seq of seqs) {
    const translation = told(seq);
    if (translation === null) messages.delete(seq); else messages.set(seq, translation);
  }
  return { ...state, messages };
}

/** The language to begin with: the contact's own, else the one she chose last, else the first. */
export function suggestedLanguage(targets: readonly string[], locale: string, last: string | null): string | null {
  if (targets.includes(locale)) return locale;
  return last !== null && targets.includes(last) ? last : targets[0] ?? null;
}
