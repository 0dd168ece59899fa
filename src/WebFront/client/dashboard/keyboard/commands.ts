// What a key may ask of the open conversation. The conversation's view answers while it is on the screen.
export type KeyCommand = "write" | "note" | "assign" | "end";

type Handler = (command: KeyCommand) => void;
const handlers: Handler[] = [];

export function sendKeyCommand(command: KeyCommand): void {
  handlers.at(-1)?.(command);
}

export function onKeyCommand(handler: Handler): () => void {
  handlers.push(handler);
  return () => {
    const index = handlers.indexOf(handler);
    if (index >= 0) handlers.splice(index, 1);
  };
}
