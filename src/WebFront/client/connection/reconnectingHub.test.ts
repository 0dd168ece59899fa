import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { WidgetClient, WidgetHub } from "../protocol/protocol";
import { widgetContract } from "./hubContracts";
import {
  createReconnectingHub, NotConnectedError, retryPause, type ConnectionState, type HubConnection, type HubLike,
} from "./reconnectingHub";

/** A hub whose connects succeed or fail as told. */
class ScriptedHub implements HubLike {
  readonly pushes = new Map<string, (value: unknown) => void>();
  failures = 0;
  failure: Error = new Error("no route");
  starts = 0;
  answer: unknown = undefined;
  close: () => void = () => undefined;

  start(): Promise<void> {
    this.starts += 1;
    if (this.failures === 0) return Promise.resolve();
    this.failures -= 1;
    return Promise.reject(this.failure);
  }
  stop(): Promise<void> { this.close(); return Promise.resolve(); }
  invoke(): Promise<unknown> { return Promise.resolve(this.answer); }
  on(push: string, handler: (value: unknown) => void): void { this.pushes.set(push, handler); }
  onclose(handler: () => void): void { this.close = handler; }
}

let hub: ScriptedHub;
let connection: HubConnection<WidgetHub, WidgetClient>;
let states: ConnectionState["kind"][];
const malformed = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  malformed.mockClear();
  hub = new ScriptedHub();
  connection = createReconnectingHub({
    url: "/hubs/widget", contract: widgetContract, createHub: () => Promise.resolve(hub), random: () => 1, onMalformed: malformed,
  });
  states = [];
  connection.onState(state => states.push(state.kind));
});
afterEach(() => {
  connection.stop();
  vi.useRealTimers();
});

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe("a hub connection", () => {
  it("connects, and says so each time it is back", async () => {
    const connected = vi.fn();
    connection.onConnected(connected);
    connection.start();
    await settled();
    hub.close();
    await vi.advanceTimersByTimeAsync(300);
    expect(states).toEqual(["connecting", "connected", "offline", "reconnecting", "connected"]);
    expect(connected).toHaveBeenCalledTimes(2);
  });

  it("never gives up, and never waits longer than ten seconds", async () => {
    hub.failures = 50;
    connection.start();
    await vi.advanceTimersByTimeAsync(50 * 10_000);
    expect(connection.state().kind).toBe("connected");
    expect(hub.starts).toBe(51);
  });

  it("tells when it will try again", async () => {
    hub.failures = 1;
    connection.start();
    await settled();
    expect(connection.state()).toEqual({ kind: "offline", nextRetryAt: Date.now() + 300 });
  });

  it("stops asking when the server refuses who we are, until told to", async () => {
    hub.failures = 1;
    hub.failure = Object.assign(new Error("unauthorized"), { statusCode: 401 });
    connection.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state()).toEqual({ kind: "refused", statusCode: 401 });
    expect(hub.starts).toBe(1);
    connection.retryNow();
    await settled();
    expect(connection.state().kind).toBe("connected");
  });

  it("does not come back after stop", async () => {
    connection.start();
    await settled();
    connection.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hub.starts).toBe(1);
    expect(connection.state().kind).toBe("stopped");
  });

  it("decodes answers, and refuses calls while it is not there", async () => {
    await expect(connection.invoke("Typing", { conversationId: "c", isNote: false, text: null })).rejects.toBeInstanceOf(NotConnectedError);
    connection.start();
    await settled();
    hub.answer = { seq: 1, at: "2026-11-22T10:00:00.000Z", rejection: null };
    await expect(connection.invoke("EndConversation", { conversationId: "c", commandId: "1" })).resolves.toEqual(hub.answer);
    hub.answer = null;
    await expect(connection.invoke("ReadTimeline", { conversationId: "c", after: 0, before: null, limit: 50 })).resolves.toBeNull();
    hub.answer = "nonsense";
    await expect(connection.invoke("Hello", { locale: "en" })).rejects.toThrow("MessengerSnapshot");
  });

  it("hands pushes to their listeners and keeps malformed ones away", () => {
    connection.start();
    return settled().then(() => {
      const beats = vi.fn();
      const off = connection.on("MessengerBeat", beats);
      hub.pushes.get("MessengerBeat")?.({ version: 3 });
      hub.pushes.get("MessengerBeat")?.({ version: "3" });
      expect(beats).toHaveBeenCalledExactlyOnceWith({ version: 3 });
      expect(malformed).toHaveBeenCalledOnce();
      off();
      hub.pushes.get("MessengerBeat")?.({ version: 4 });
      expect(beats).toHaveBeenCalledOnce();
    });
  });

  it("spreads the returning clients over half of the pause", () => {
    expect(retryPause(0, () => 0)).toBe(150);
    expect(retryPause(0, () => 1)).toBe(300);
    expect(retryPause(99, () => 0)).toBe(5_000);
    expect(retryPause(99, () => 1)).toBe(10_000);
  });
});
