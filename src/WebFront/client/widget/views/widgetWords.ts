import type { WidgetView } from "../../protocol/protocol";

/** The account's own words in the reader's language, or in its first one. */
export function wordsOf(widget: WidgetView | null, locale: string): WidgetView["texts"][number] | undefined {
  const spoken = widget?.texts.find(words => locale.toLowerCase().startsWith(words.language.toLowerCase()));
  return spoken ?? widget?.texts[0];
}
