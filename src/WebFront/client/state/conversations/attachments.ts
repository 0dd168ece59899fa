// What kind of thing a file is to its reader, and how large it is shown.
import type { Attachment } from "../../protocol/protocol";

export type AttachmentKind = "image" | "audio" | "file";

export function attachmentKind(file: Attachment): AttachmentKind {
  if (file.width !== null && file.height !== null) return "image";
  return file.contentType.startsWith("audio/") ? "audio" : "file";
}

/** Width and height on the screen: known before the image is there, so that nothing jumps. Never larger than it is. */
export function shownSize(file: Attachment, widthMax: number, heightMax: number): { width: number; height: number } {
  const [width, height] = [file.width ?? widthMax, file.height ?? heightMax];
  const scale = Math.min(1, widthMax / width, heightMax / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** "1.4 MB" in the reader's own language. */
export function sizeWords(bytes: number, language: string): string {
  const [unit, value] = bytes < 1_000 ? ["byte", bytes] as const
    : bytes < 1_000_000 ? ["kilobyte", bytes / 1_000] as const
    : ["megabyte", bytes / 1_000_000] as const;
  return new Intl.NumberFormat(language, {
    style: "unit", unit, unitDisplay: unit === "byte" ? "long" : "short", maximumFractionDigits: value < 10 && unit !== "byte" ? 1 : 0,
  }).format(value);
}

/** The ending of a name, for the icon of a file. */
export function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? "";
}
