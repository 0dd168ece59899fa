// What one person prefers on this device. Kept in the browser; a broken or foreign value falls back to the default.
import type { OperatorId } from "../../protocol/protocol";
import { languageOf, type Language } from "../words/words";
import { Store } from "../store";

export interface Settings {
  readonly language: Language;
  /** What she writes in and reads in where Live Translation is on; null: the language of the screen. */
  readonly ownLanguage: string | null;
  readonly hasSound: boolean;
  /** 0 to 100. */
  readonly volume: number;
  readonly enterSends: boolean;
  readonly showsPanel: boolean;
  /** The operator who has put the first visit's card away here; the server forgets it when the switch is used. */
  readonly welcomed: OperatorId | null;
}

const key = "messagecenter.settings";
export const colorSchemeKey = "messagecenter.colorScheme";

function read(): Settings {
  const defaults: Settings = {
    language: languageOf(navigator.language), ownLanguage: null, hasSound: true, volume: 60, enterSends: true, showsPanel: true,
    welcomed: null,
  };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof stored === "object" && stored !== null ? withStored(defaults, stored) : defaults;
  } catch {
    return defaults;
  }
}

function withStored(defaults: Settings, stored: object): Settings {
  return {
    language: "language" in stored && typeof stored.language === "string"
      ? languageOf(stored.language) : defaults.language,
    ownLanguage: "ownLanguage" in stored && typeof stored.ownLanguage === "string" && /^[a-z]{2,3}$/.test(stored.ownLanguage)
      ? stored.ownLanguage : defaults.ownLanguage,
    hasSound: "hasSound" in stored && typeof stored.hasSound === "boolean" ? stored.hasSound : defaults.hasSound,
    volume: "volume" in stored && typeof stored.volume === "number"
      ? Math.min(100, Math.max(0, stored.volume)) : defaults.volume,
    enterSends: "enterSends" in stored && typeof stored.enterSends === "boolean"
      ? stored.enterSends : defaults.enterSends,
    showsPanel: "showsPanel" in stored && typeof stored.showsPanel === "boolean"
      ? stored.showsPanel : defaults.showsPanel,
    welcomed: "welcomed" in stored && typeof stored.welcomed === "string" ? stored.welcomed : defaults.welcomed,
  };
}

export const settings = new Store<Settings>(read());

export function ownLanguage(): string {
  return settings.state.ownLanguage ?? settings.state.language;
}

export function changeSettings(change: Partial<Settings>): void {
  settings.update(held => ({ ...held, ...change }));
  try {
    localStorage.setItem(key, JSON.stringify(settings.state));
  } catch {
    // Storage is full or forbidden: the choice holds until the page is closed.
  }
}
