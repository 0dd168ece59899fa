// The emoji that somebody picked last, newest first, remembered in her browser.
import type { DurableStorage } from "../../connection/durableStorage";

const key = "mc:emoji";
const recentMax = 16;
/** Longer than any emoji: what is longer was not written here. */
const lengthMax = 32;

export function readRecent(storage: DurableStorage): readonly string[] {
  try {
    const stored: unknown = JSON.parse(storage.get(key) ?? "[]");
    return Array.isArray(stored)
      ? stored.filter(one => typeof one === "string").filter(one => one !== "" && one.length <= lengthMax).slice(0, recentMax)
      : [];
  } catch {
    return [];
  }
}

export function addRecent(storage: DurableStorage, character: string): void {
  const others = readRecent(storage).filter(one => one !== character);
  storage.set(key, JSON.stringify([character, ...others].slice(0, recentMax)));
}
