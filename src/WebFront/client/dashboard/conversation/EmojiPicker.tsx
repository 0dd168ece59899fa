// The emoji picker is a web component with data of its own: a chunk that is loaded when it is first opened.
import deWords from "emoji-picker-element/i18n/de";
import enWords from "emoji-picker-element/i18n/en";
import { Picker } from "emoji-picker-element";
import deData from "emoji-picker-element-data/de/cldr/data.json?url";
import enData from "emoji-picker-element-data/en/cldr/data.json?url";
import { useEffect, useRef, type ReactElement } from "react";
import { useTranslation } from "react-i18next";

const languages = { en: { i18n: enWords, dataSource: enData }, de: { i18n: deWords, dataSource: deData } };

export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }): ReactElement {
  const { i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const pick = useRef(onPick);
  const language = i18n.language === "de" ? "de" : "en";
  useEffect(() => { pick.current = onPick; });
  useEffect(() => {
    const picker = new Picker({ locale: language, ...languages[language] });
    allowStyles(picker);
    picker.addEventListener("emoji-click", event => {
      if (event.detail.unicode !== undefined) pick.current(event.detail.unicode);
    });
    place.current?.append(picker);
    const focusing = requestAnimationFrame(() => { picker.shadowRoot?.querySelector("input")?.focus(); });
    return () => {
      cancelAnimationFrame(focusing);
      picker.remove();
    };
  }, [language]);
  return <div ref={place} />;
}

/** The picker brings its style element; the policy allows it only with the page's nonce, set before it is connected. */
function allowStyles(picker: Picker): void {
  const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";
  for (const style of picker.shadowRoot?.querySelectorAll("style") ?? []) style.nonce = nonce;
}
