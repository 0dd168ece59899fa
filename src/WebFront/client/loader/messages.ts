// What the loader on the host page and the widget's frame say to each other, both ways by postMessage with a named
// target origin. Both sides check origin, source and shape before they believe a message.

export type Theme = "auto" | "light" | "dark";

/** What the host page may pass to `mc('boot', …)`; only widgetKey is needed. */
export interface BootOptions {
  widgetKey: string;
  accent?: string;
  position?: "left" | "right";
  theme?: Theme;
  locale?: string;
  hideLauncher?: boolean;
}

export type CallResult = { ok: true; value: unknown } | { ok: false; error: string };

/** What `mc('on', …)` can listen to. */
export type HostEvent =
  "ready" | "opened" | "closed" | "unread" | "message" | "conversationStarted" | "conversationEnded" | "error";

export type HostMessage =
  | { type: "visibility"; isOpen: boolean }
  /** The argument is JSON, so that what the page does to its object later changes nothing. */
  | { type: "call"; id: number; method: string; argument: string }
  /** The page that the visitor is on now: its address, a space, and its title. */
  | { type: "page"; page: string }
  | { type: "shutdown" };

export type FrameMessage =
  /** The frame listens: calls may come. */
  | { type: "listening" }
  /** Something to tell the page. */
  | { type: "event"; name: HostEvent; value: unknown }
  /** How the launcher should look: the widget's own settings, the unread count, and whether to come back on idle. */
  | { type: "launcher"; accent: string; position: "left" | "right"; unread: number; isReturning: boolean }
  | { type: "close" }
  | { type: "result"; id: number; result: CallResult };

/** Marks our messages among everything else that pages post. */
export const channel = "mc1";
export interface Envelope<T> { [channel]: T }

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The message inside, or null. Each field is checked where it is used. */
export function openEnvelope(data: unknown): Record<string, unknown> | null {
  const message = isRecord(data) ? data[channel] : null;
  return isRecord(message) ? message : null;
}
