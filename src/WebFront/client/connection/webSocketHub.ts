// A small client of SignalR's JSON hub protocol over one WebSocket, for the widget, where every byte is loaded by
// somebody else's visitors. It does what the widget needs and no more: invocations with one argument, pushes, pings.
// Reconnecting and catching up are not its business. The whole client of SignalR can take its place at any time.
import type { CreateHub, HubLike } from "./reconnectingHub";

const separator = "\u001e";
const ping = `{"type":6}${separator}`;
/** A server that says nothing for so long is gone: it pings every few seconds. */
export const serverTimeoutMilliseconds = 15_000;
export const keepAliveMilliseconds = 5_000;
const checkMilliseconds = 1_000;

interface Frame {
  readonly type?: number;
  readonly invocationId?: string;
  readonly target?: string;
  readonly arguments?: readonly unknown[];
  readonly result?: unknown;
  readonly error?: string;
}
interface Waiting { resolve(value: unknown): void; reject(reason: Error): void }

export const createWebSocketHub: CreateHub = (url, accessToken) => Promise.resolve(webSocketHub(url, accessToken));

function webSocketHub(url: string, accessToken?: () => string | Promise<string>): HubLike {
  const pushes = new Map<string, (value: unknown) => void>();
  const waiting = new Map<string, Waiting>();
  let socket: WebSocket | null = null;
  let onClose: () => void = () => undefined;
  let lastId = 0;
  let sentAt = 0;
  let heardAt = 0;

  const send = (text: string): void => {
    sentAt = Date.now();
    socket?.send(text);
  };
  const keepAlive = (): void => {
    if (Date.now() - sentAt >= keepAliveMilliseconds) send(ping);
  };

  const receive = (frame: Frame): void => {
    if (frame.type === 1 && frame.target !== undefined) pushes.get(frame.target)?.(frame.arguments?.[0]);
    // In a background tab timers sleep, messages do not: answer the server's ping.
    if (frame.type === 6) keepAlive();
    if (frame.type === 7) socket?.close();
    const asked = frame.type === 3 ? waiting.get(frame.invocationId ?? "") : undefined;
    if (asked === undefined) return;
    waiting.delete(frame.invocationId ?? "");
    if (frame.error === undefined) asked.resolve(frame.result);
    else asked.reject(new Error(frame.error));
  };

  /** Resolves after the handshake; rejects when the socket closes before. */
  const open = (address: string): Promise<void> => new Promise((resolve, reject) => {
    const opened = new WebSocket(address);
    let isReady = false;
    socket = opened;
    heardAt = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - heardAt >= serverTimeoutMilliseconds) lose();
      else if (isReady) keepAlive();
    }, checkMilliseconds);
    const lose = (): void => {
      if (socket !== opened) return;
      socket = null;
      clearInterval(timer);
      opened.close();
      for (const asked of waiting.values()) asked.reject(new Error("The connection broke."));
      waiting.clear();
      if (isReady) onClose();
      else reject(new Error("The connection could not be opened."));
    };
    opened.onopen = () => send(`{"protocol":"json","version":1}${separator}`);
    opened.onclose = lose;
    opened.onmessage = event => {
      heardAt = Date.now();
      for (const text of String(event.data).split(separator)) {
        if (text === "") continue;
        const frame = JSON.parse(text) as Frame;
        if (isReady) receive(frame);
        else if (frame.error !== undefined) lose();
        else {
          isReady = true;
          resolve();
        }
      }
    };
  });

  return {
    async start() {
      const token = await accessToken?.() ?? "";
      const address = new URL(url, location.href);
      address.searchParams.set("access_token", token);
      try {
        await open(address.href.replace(/^http/, "ws"));
      } catch (error) {
        // A failed WebSocket does not say why; an ordinary request does.
        address.pathname += "/negotiate";
        address.searchParams.set("negotiateVersion", "1");
        const { status } = await fetch(address, { method: "POST" });
        throw Object.assign(error instanceof Error ? error : new Error(), { statusCode: status });
      }
    },
    stop() {
      socket?.close();
      return Promise.resolve();
    },
    invoke: (target, argument) => new Promise((resolve, reject) => {
      if (socket === null) {
        reject(new Error("The connection is closed."));
        return;
      }
      const invocationId = String(lastId += 1);
      waiting.set(invocationId, { resolve, reject });
      send(JSON.stringify({ type: 1, invocationId, target, arguments: [argument] }) + separator);
    }),
    on: (push, handler) => void pushes.set(push, handler),
    onclose(handler) { onClose = handler; },
  };
}
