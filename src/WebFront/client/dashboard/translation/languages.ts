// Languages by their names in the language of the screen.

/** What an operator may write in: the languages that translation engines commonly know. An engine may know fewer. */
const writable = [
  "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl", "he", "hi", "hr", "hu", "id", "it", "ja", "ko",
  "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh",
];

export interface LanguageOption { readonly value: string; readonly label: string }

export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: "language", fallback: "code" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** By name, as a reader looks for them. */
export function languageOptions(tags: readonly string[], locale: string): LanguageOption[] {
  return tags.map(value => ({ value, label: languageName(value, locale) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale));
}

export function writableLanguages(locale: string): LanguageOption[] {
  return languageOptions(writable, locale);
}

/** "de" of "de-CH". */
export function withoutRegion(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? tag;
}
