// One connection to a hub that never gives up: it connects, and after every loss connects again, at once when the
// browser says that the network or the tab is back, and otherwise with growing, jittered pauses, so that many clients
// do not return in one wave. What was missed is the caller's to fetch: `onConnected` is called after the first and
// after every later connect. Invocations fail when the connection is not there; keeping them is the outbox's work.
import { decode, type WireTypes } from "../protocol/decoders";
import type { ArgumentOf, HubContract, ResultOf } from "./hubContracts";

export type ConnectionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  | { readonly kind: "reconnecting" }
  | { readonly kind: "offline"; readonly nextRetryAt: number }
  /** The server does not accept who we are (401 or 403). Nothing is retried until `retryNow`. */
  | { readonly kind: "refused"; readonly statusCode: number }
  | { readonly kind: "stopped" };

/** A hub as far as it is used here. `start` may be called again after it closed; a refusal carries `statusCode`. */
export interface HubLike {
  start(): Promise<void>;
  stop(): Promise<void>;
  invoke(method: string, argument: unknown): Promise<unknown>;
  on(push: string, handler: (value: unknown) => void): void;
  onclose(handler: () => void): void;
}

/** Makes a hub that is not yet started. Called once; the same hub is started again after each loss. */
export type CreateHub = (url: string, accessToken?: () => string | Promise<string>) => Promise<HubLike>;

export interface HubConnectionOptions<Hub extends object, Client extends object> {
  readonly url: string;
  readonly contract: HubContract<Hub, Client>;
  /** Only the widget has a token; the dashboard is known by its cookie. Asked before every connect. */
  readonly accessToken?: () => string | Promise<string>;
  readonly createHub: CreateHub;
  /** Between 0 and 1; `Math.random` unless told otherwise. */
  readonly random?: () => number;
  /** Called when a push or an answer does not have the shape that the protocol promises. */
  readonly onMalformed?: (error: unknown) => void;
}

export interface HubConnection<Hub extends object, Client extends object> {
  start(): void;
  stop(): void;
  /** Ends a pause between two attempts, or starts again after "refused". */
  retryNow(): void;
  invoke<M extends keyof Hub & string>(method: M, argument: ArgumentOf<Hub, M>): Promise<ResultOf<Hub, M>>;
  on<P extends keyof Client & string>(push: P, handler: (value: Client[P]) => void): () => void;
  state(): ConnectionState;
  onState(listener: (state: ConnectionState) => void): () => void;
  onConnected(listener: () => void): () => void;
}

/** The connection is not there, or broke before the answer came. The effect of the call is unknown. */
export class NotConnectedError extends Error {
  override readonly name = "NotConnectedError";
}

export const retryPauseMinMilliseconds = 300;
export const retryPauseMaxMilliseconds = 10_000;

/** Half of the pause is fixed and half is drawn, so that clients that fell together return apart. */
export function retryPause(attempt: number, random: () => number): number {
  const full = Math.min(retryPauseMaxMilliseconds, retryPauseMinMilliseconds * 2 ** Math.min(attempt, 16));
  return Math.round(full / 2 + (full / 2) * random());
}

export function createReconnectingHub<Hub extends object, Client extends object>(
  options: HubConnectionOptions<Hub, Client>,
): HubConnection<Hub, Client> {
  const { contract, random = Math.random } = options;
  const malformed = options.onMalformed ?? (() => undefined);

  const stateListeners = new Set<(state: ConnectionState) => void>();
  const connectedListeners = new Set<() => void>();
  const pushListeners = new Map<string, Set<(value: unknown) => void>>();

  let state: ConnectionState = { kind: "stopped" };
  let hub: HubLike | null = null;
  let wasConnected = false;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const enter = (next: ConnectionState): void => {
    state = next;
    for (const listener of [...stateListeners]) listener(next);
  };

  const connect = async (): Promise<void> => {
    clearTimeout(timer);
    enter({ kind: wasConnected ? "reconnecting" : "connecting" });
    try {
      hub ??= listenTo(await options.createHub(options.url, options.accessToken));
      await hub.start();
    } catch (error) {
      if (!isStopped()) retryLater(statusCodeOf(error));
      return;
    }
    if (isStopped()) { void hub.stop(); return; }
    attempt = 0;
    wasConnected = true;
    enter({ kind: "connected" });
    for (const listener of [...connectedListeners]) listener();
  };

  const isStopped = (): boolean => state.kind === "stopped";

  const retryLater = (statusCode: number | null): void => {
    if (statusCode === 401 || statusCode === 403) {
      enter({ kind: "refused", statusCode });
      return;
    }
    const pause = retryPause(attempt, random);
    attempt += 1;
    timer = setTimeout(() => void connect(), pause);
    enter({ kind: "offline", nextRetryAt: Date.now() + pause });
  };

  const listenTo = (made: HubLike): HubLike => {
    made.onclose(() => { if (!isStopped()) retryLater(null); });
    for (const push of Object.keys(contract.pushes)) {
      made.on(push, value => { receive(push as keyof Client & string, value); });
    }
    return made;
  };

  const receive = (push: keyof Client & string, value: unknown): void => {
    let decoded: unknown;
    try {
      decoded = decode(contract.pushes[push], value);
    } catch (error) {
      malformed(error);
      return;
    }
    for (const listener of [...(pushListeners.get(push) ?? [])]) listener(decoded);
  };

  const wake = (): void => {
    if (state.kind === "offline") { attempt = 0; void connect(); }
  };
  const wakeWhenVisible = (): void => {
    if (document.visibilityState === "visible") wake();
  };

  return {
    start() {
      if (!isStopped()) return;
      if (typeof window !== "undefined") {
        window.addEventListener("online", wake);
        document.addEventListener("visibilitychange", wakeWhenVisible);
      }
      void connect();
    },
    stop() {
      clearTimeout(timer);
      if (typeof window !== "undefined") {
        window.removeEventListener("online", wake);
        document.removeEventListener("visibilitychange", wakeWhenVisible);
      }
      enter({ kind: "stopped" });
      void hub?.stop();
    },
    retryNow() {
      if (state.kind === "offline" || state.kind === "refused") { attempt = 0; void connect(); }
    },
    async invoke(method, argument) {
      if (state.kind !== "connected" || hub === null) throw new NotConnectedError(`${method} while ${state.kind}`);
      const answer = await hub.invoke(method, argument);
      return decodeResult(contract.results[method], answer) as ResultOf<Hub, typeof method>;
    },
    on(push, handler) {
      return added(pushListeners, push, value => { handler(value as Client[typeof push]); });
    },
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => { stateListeners.delete(listener); };
    },
    onConnected(listener) {
      connectedListeners.add(listener);
      return () => { connectedListeners.delete(listener); };
    },
  };
}

function added<T>(listeners: Map<string, Set<T>>, key: string, listener: T): () => void {
  const known = listeners.get(key) ?? new Set<T>();
  listeners.set(key, known);
  known.add(listener);
  return () => { known.delete(listener); };
}

function decodeResult(name: string | null, answer: unknown): unknown {
  if (name === null) return undefined;
  if (!name.endsWith("?")) return decode(name as keyof WireTypes, answer);
  return answer === null || answer === undefined ? null : decode(name.slice(0, -1) as keyof WireTypes, answer);
}

function statusCodeOf(error: unknown): number | null {
  const known = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : null;
  return typeof known === "number" ? known : null;
}
