// All emoji with the words they are found by, loaded when the picker is first opened.
import deData from "emoji-picker-element-data/de/cldr/data.json?url";
import enData from "emoji-picker-element-data/en/cldr/data.json?url";
import type { Language } from "../texts";

export interface Emoji {
  readonly character: string;
  readonly name: string;
  /** Its name and what else it is looked for by, in lower case. */
  readonly words: string;
}

/** Newer ones are empty boxes on many phones. */
const versionMax = 15;
/** Parts of other emoji, such as skin tones: nothing to pick. */
const componentGroup = 2;

const urls: Record<Language, string> = { en: enData, de: deData };
const loaded = new Map<Language, Promise<readonly Emoji[]>>();

/** Asked for once per page; after a failure it is asked for again. */
export function loadEmoji(language: Language): Promise<readonly Emoji[]> {
  const before = loaded.get(language);
  if (before !== undefined) return before;
  const loading = fetch(urls[language]).then(answer => answer.json()).then(readEmoji);
  loading.catch(() => loaded.delete(language));
  loaded.set(language, loading);
  return loading;
}

export function readEmoji(data: unknown): readonly Emoji[] {
  if (!Array.isArray(data)) throw new Error("The emoji are not a list.");
  return data.flatMap((one: unknown) => readOne(one)).sort((a, b) => a.order - b.order);
}

/** Those whose every word is begun by a word of theirs. */
export function findEmoji(all: readonly Emoji[], text: string): readonly Emoji[] {
  const wanted = text.toLocaleLowerCase().split(/\s+/).filter(word => word !== "");
  if (wanted.length === 0) return all;
  return all.filter(one => wanted.every(word => one.words.startsWith(word) || one.words.includes(` ${word}`)));
}

function readOne(one: unknown): (Emoji & { order: number })[] {
  if (typeof one !== "object" || one === null || !("emoji" in one) || typeof one.emoji !== "string") return [];
  const group = "group" in one ? one.group : null;
  const version = "version" in one && typeof one.version === "number" ? one.version : 0;
  if (group === componentGroup || version > versionMax) return [];
  const name = "annotation" in one && typeof one.annotation === "string" ? one.annotation : "";
  const tags = "tags" in one && Array.isArray(one.tags) ? one.tags.filter(tag => typeof tag === "string") : [];
  const order = "order" in one && typeof one.order === "number" ? one.order : 0;
  return [{ character: one.emoji, name, words: [name, ...tags].join(" ").toLocaleLowerCase(), order }];
}
