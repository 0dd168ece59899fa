import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HubLike } from "./reconnectingHub";
import { createWebSocketHub, serverTimeoutMilliseconds } from "./webSocketHub";

const separator = "\u001e";

/** The browser's socket with the server's end in the test's hands. */
class TestSocket {
  static last: TestSocket;
  readonly sent: string[] = [];
  onopen: () => void = () => undefined;
  onclose: () => void = () => undefined;
  onmessage: (event: { data: string }) => void = () => undefined;
  constructor(readonly address: string) { TestSocket.last = this; }
  send(text: string): void { this.sent.push(text); }
  close(): void { queueMicrotask(() => this.onclose()); }
  receive(...frames: unknown[]): void {
    this.onmessage({ data: frames.map(frame => JSON.stringify(frame) + separator).join("") });
  }
  frames(): Record<string, unknown>[] {
    return this.sent.map(text => JSON.parse(text.slice(0, -1)) as Record<string, unknown>);
  }
}

let hub: HubLike;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", TestSocket);
  vi.stubGlobal("location", { href: "https://chat.example.org/widget/frame" });
  vi.stubGlobal("fetch", () => Promise.resolve({ status: 401 }));
  hub = await createWebSocketHub("/hubs/widget?key=demo", () => "a token");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function connect(): Promise<TestSocket> {
  const started = hub.start();
  await vi.advanceTimersByTimeAsync(0);
  TestSocket.last.onopen();
  TestSocket.last.receive({});
  await started;
  return TestSocket.last;
}

describe("the small hub client", () => {
  it("opens a socket with the token and agrees on the protocol", async () => {
    const socket = await connect();
    expect(socket.address).toBe("wss://chat.example.org/hubs/widget?key=demo&access_token=a+token");
    expect(socket.frames()).toEqual([{ protocol: "json", version: 1 }]);
  });

  it("matches answers to calls, whatever their order, and refuses with the server's words", async () => {
    const socket = await connect();
    const [first, second] = [hub.invoke("Hello", { locale: "en" }), hub.invoke("Typing", { conversationId: "c" })];
    const [one, two] = socket.frames().slice(1);
    expect(one).toMatchObject({ type: 1, target: "Hello", arguments: [{ locale: "en" }] });
    socket.receive({ type: 3, invocationId: two?.["invocationId"], error: "No" }, { type: 3, invocationId: one?.["invocationId"], result: { version: 1 } });
    await expect(first).resolves.toEqual({ version: 1 });
    await expect(second).rejects.toThrow("No");
  });

  it("hands pushes on, several in one message too", async () => {
    const heard: unknown[] = [];
    hub.on("MessengerBeat", value => heard.push(value));
    const socket = await connect();
    socket.receive({ type: 1, target: "MessengerBeat", arguments: [{ version: 1 }] }, { type: 1, target: "Unknown", arguments: [] },
      { type: 1, target: "MessengerBeat", arguments: [{ version: 2 }] });
    expect(heard).toEqual([{ version: 1 }, { version: 2 }]);
  });

  it("fails what waits when the connection breaks, says so once, and can start again", async () => {
    const closed = vi.fn();
    hub.onclose(closed);
    const socket = await connect();
    const waiting = hub.invoke("Hello", { locale: "en" });
    socket.onclose();
    socket.onclose();
    await expect(waiting).rejects.toThrow();
    expect(closed).toHaveBeenCalledOnce();
    await expect(hub.invoke("Hello", { locale: "en" })).rejects.toThrow();
    expect(await connect()).not.toBe(socket);
  });

  it("pings a server that is heard, and gives up one that is silent", async () => {
    const closed = vi.fn();
    hub.onclose(closed);
    const socket = await connect();
    await vi.advanceTimersByTimeAsync(serverTimeoutMilliseconds - 2_000);
    expect(socket.frames().filter(frame => frame["type"] === 6)).toHaveLength(2);
    socket.receive({ type: 6 });
    await vi.advanceTimersByTimeAsync(serverTimeoutMilliseconds - 1_000);
    expect(closed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(closed).toHaveBeenCalledOnce();
  });

  it("tells by an ordinary request why a socket was not opened", async () => {
    const started = hub.start();
    const refused = expect(started).rejects.toMatchObject({ statusCode: 401 });
    await vi.advanceTimersByTimeAsync(0);
    TestSocket.last.onclose();
    await refused;
  });

  it("closes when the server says goodbye", async () => {
    const closed = vi.fn();
    hub.onclose(closed);
    const socket = await connect();
    socket.receive({ type: 7 });
    await vi.advanceTimersByTimeAsync(0);
    expect(closed).toHaveBeenCalledOnce();
  });
});
