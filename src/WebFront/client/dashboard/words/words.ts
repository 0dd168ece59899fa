import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Words } from "./en";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: Words };
  }
}

export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

/** Each language is a chunk of its own: only the one in use is loaded. */
const load: Record<Language, () => Promise<Words>> = {
  en: async () => (await import("./en")).en,
  de: async () => (await import("./de")).de,
};

export function languageOf(tag: string): Language {
  return tag.toLowerCase().startsWith("de") ? "de" : "en";
}

export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await load[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", await load[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
