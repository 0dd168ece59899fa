/** Files in a paste or a drop; a text that is pasted with a picture of itself stays a text. */
export function filesOf(data: DataTransfer | null): File[] {
  if (data === null || data.types.includes("text/plain")) return [];
  return [...data.files];
}
