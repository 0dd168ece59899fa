// What the loader put into the frame's address. All of it can be forged by whoever embeds the frame, so it decides
// nothing but looks, and which origin we talk to: the server allows only listed origins to embed us.
import { hexColor } from "../loader/colors";
import type { Theme } from "../loader/messages";
import { languageOf, type Language } from "./texts";

export interface FrameParameters {
  readonly widgetKey: string;
  readonly hostOrigin: string;
  readonly accent: string | null;
  readonly theme: Theme;
  readonly locale: string;
  readonly language: Language;
}

export function readFrameParameters(query: string, browserLocale: string): FrameParameters {
  const read = new URLSearchParams(query);
  const theme = read.get("theme");
  const asked = read.get("locale") ?? "";
  const locale = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(asked) ? asked : browserLocale;
  return {
    widgetKey: read.get("key") ?? "",
    hostOrigin: read.get("host") ?? "",
    accent: hexColor(read.get("accent")),
    theme: theme === "light" || theme === "dark" ? theme : "auto",
    locale,
    language: languageOf(locale),
  };
}
