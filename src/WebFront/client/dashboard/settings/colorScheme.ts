import { colorSchemeKey } from "./settings";

/** Before the first paint, so that nobody who chose dark is dazzled; Mantine takes over once it runs. */
export function showColorSchemeEarly(): void {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(colorSchemeKey);
  } catch {
    // Blocked storage: the system's own choice holds.
  }
  const isDark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
}
