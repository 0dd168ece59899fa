// Theme and accent as custom properties of the document. Set by script through the CSSOM, which a strict style-src allows.
import { readableOn } from "../loader/colors";
import type { Theme } from "../loader/messages";

export const defaultAccent = "#3b4fd8";

export function applyAppearance(theme: Theme, accent: string): void {
  const root = document.documentElement;
  const isDark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset["theme"] = isDark ? "dark" : "light";
  root.style.setProperty("--accent", accent);
  root.style.setProperty("--on-accent", readableOn(accent));
  root.style.setProperty("--accent-shade", readableOn(accent) === "#fff" ? "#000" : "#fff");
  root.style.setProperty("--accent-text", readableAccent(accent, isDark));
}

/** The accent, lightened or darkened until text in it can be read on the ground of the theme (4.5:1 with a margin). */
export function readableAccent(accent: string, isDark: boolean): string {
  const ground = isDark ? 0.0194 : 0.88;
  const target = isDark ? 255 : 0;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = channelsOf(accent).map(value => Math.round(value + (target - value) * share));
    if (contrast(luminance(mixed), ground) >= 4.7) return `#${mixed.map(value => value.toString(16).padStart(2, "0")).join("")}`;
  }
  return isDark ? "#ffffff" : "#000000";
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
}

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map(value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
