// Who the visitor is to the server: a token that only this frame keeps, per widget key.
import type { DurableStorage } from "../connection/durableStorage";
import { decode } from "../protocol/decoders";
import type { OpenWidgetSession, WidgetSession } from "../protocol/protocol";

/** The widget may not be used here (unknown key, origin not listed): trying again changes nothing. */
export class SessionRefusedError extends Error {
  override readonly name = "SessionRefusedError";
}

export interface SessionKeeper {
  /** Whether this browser was here before. */
  hasToken(): boolean;
  open(): Promise<WidgetSession>;
  token(): string;
}

export function createSessionKeeper(widgetKey: string, locale: string, storage: DurableStorage): SessionKeeper {
  const key = `mc:token:${widgetKey}`;
  return {
    hasToken: () => storage.get(key) !== null,
    token: () => storage.get(key) ?? "",
    async open() {
      const body: OpenWidgetSession = { widgetKey, token: storage.get(key), locale };
      const response = await fetch("/widget/session", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        credentials: "omit",
      });
      if (response.status >= 400 && response.status < 500 && response.status !== 429 && response.status !== 408) {
        throw new SessionRefusedError(String(response.status));
      }
      if (!response.ok) throw new Error(String(response.status));
      const session = decode("WidgetSession", await response.json());
      storage.set(key, session.token);
      return session;
    },
  };
}
