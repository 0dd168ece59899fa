// The accent comes from the host page or the account's settings: it is checked before it reaches a style.

/** `#rgb` or `#rrggbb` as six lower-case digits with #, or null. */
export function hexColor(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(text)) return text;
  return /^#[0-9a-f]{3}$/.test(text) ? text.replace(/[0-9a-f]/g, "$&$&") : null;
}

/** White or near-black, whichever can be read on the colour (WCAG contrast). */
export function readableOn(hex: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // White is kept as long as it reaches 4.5:1; people expect it on a button.
  return 1.05 / (luminance + 0.05) >= 4.5 ? "#fff" : "#16181d";
}
