// The frame's side of the conversation with the loader. Only the window that embeds us, on the origin that the server
// let embed us, is listened to and spoken to.
import {
  channel, isRecord, openEnvelope, type CallResult, type Envelope, type FrameMessage, type HostEvent,
} from "../loader/messages";

export interface HostPage {
  tell(event: HostEvent, value?: unknown): void;
  updateLauncher(accent: string, position: "left" | "right", unread: number, isReturning: boolean): void;
  close(): void;
}

export interface HostListener {
  visibilityChanged(isOpen: boolean): void;
  called(method: string, argument: Record<string, unknown>): Promise<CallResult>;
  shutDown(): void;
}

export function connectToHostPage(hostOrigin: string, listener: HostListener): HostPage {
  const post = (message: FrameMessage): void => {
    const envelope: Envelope<FrameMessage> = { [channel]: message };
    window.parent.postMessage(envelope, hostOrigin);
  };

  window.addEventListener("message", event => {
    if (event.origin !== hostOrigin || event.source !== window.parent) return;
    const message = openEnvelope(event.data);
    if (message === null) return;
    switch (message["type"]) {
      case "visibility":
        listener.visibilityChanged(message["isOpen"] === true);
        break;
      case "call":
        void answer(message, listener).then(post);
        break;
      case "shutdown":
        listener.shutDown();
        break;
    }
  });
  post({ type: "listening" });

  return {
    tell: (name, value = null) => post({ type: "event", name, value }),
    updateLauncher: (accent, position, unread, isReturning) =>
      post({ type: "launcher", accent, position, unread, isReturning }),
    close: () => post({ type: "close" }),
  };
}

async function answer(message: Record<string, unknown>, listener: HostListener): Promise<FrameMessage> {
  const id = typeof message["id"] === "number" ? message["id"] : 0;
  const argument = parse(message["argument"]);
  const method = message["method"];
  const result: CallResult = argument === null || typeof method !== "string"
    ? { ok: false, error: "callIsMalformed" }
    : await listener.called(method, argument).catch(() => ({ ok: false as const, error: "callFailed" }));
  return { type: "result", id, result };
}

function parse(json: unknown): Record<string, unknown> | null {
  try {
    const value: unknown = typeof json === "string" ? JSON.parse(json) : null;
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
