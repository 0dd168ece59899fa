// @vitest-environment jsdom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ConnectionState } from "../../connection/reconnectingHub";
import { widget } from "../../tests/harness/fakeHub";
import { channel } from "../../loader/messages";
import { tellPages } from "./pages";

let said: string[] = [];
let isBroken = false;
let visibility: DocumentVisibilityState = "visible";
let connection: ConnectionState = { kind: "connected" };
let connected: () => void = () => undefined;
const origin = "https://shop.example";
/** The window of the page that embeds us. */
let host: Window;
let state = signal({ widget });

/** Of one test: what was made for another says nothing here. */
function createHub(): Parameters<typeof tellPages>[0] {
  const heard: string[] = said = [];
  const invoke = (method: string, argument: { url?: string; title?: string }): Promise<unknown> => {
    if (isBroken) return Promise.reject(new Error("rate_limited"));
    heard.push([method, argument.url, argument.title].filter(part => part !== undefined && part !== "").join(" "));
    return Promise.resolve(null);
  };
  return {
    invoke: invoke as Parameters<typeof tellPages>[0]["invoke"],
    state: () => connection,
    onConnected: (listener: () => void) => { connected = listener; return () => undefined; },
  };
}

const posted = vi.fn();
const show = (page: string, from: { origin?: string; source?: Window } = {}): void => {
  window.dispatchEvent(new MessageEvent("message", { data: { [channel]: { type: "page", page } }, origin, source: host, ...from }));
};
const look = (state: DocumentVisibilityState): void => {
  visibility = state;
  document.dispatchEvent(new Event("visibilitychange"));
};
const later = (): Promise<unknown> => vi.advanceTimersByTimeAsync(10_000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
  [isBroken, visibility, connection] = [false, "visible", { kind: "connected" }];
  state = signal({ widget });
  const outside = document.body.appendChild(document.createElement("iframe")).contentWindow;
  if (outside === null) throw new Error("There is no window.");
  host = outside;
  host.postMessage = posted;
  posted.mockClear();
  tellPages(createHub(), state, { window: host, origin });
});
afterEach(() => vi.useRealTimers());

describe("pages", () => {
  it("are told when they are shown, left when they are hidden, and told again when they come back", async () => {
    show("https://shop.example/lamps Lamps and more");
    await later();
    look("hidden");
    await later();
    look("visible");
    await later();
    expect(said).toEqual([
      "EnterPage https://shop.example/lamps Lamps and more", "LeavePage", "EnterPage https://shop.example/lamps Lamps and more",
    ]);
  });

  it("that she hurried through are left out, and the same one is told once", async () => {
    for (const name of ["a", "b", "c", "d"]) show(`https://shop.example/${name} `);
    await later();
    show("https://shop.example/d ");
    await later();
    expect(said).toEqual(["EnterPage https://shop.example/a", "EnterPage https://shop.example/d"]);
  });

  it("are told again over a new connection, and after a refusal", async () => {
    isBroken = true;
    show("https://shop.example/ ");
    await vi.advanceTimersByTimeAsync(100);
    isBroken = false;
    await later();
    connected();
    await later();
    expect(said).toEqual(["EnterPage https://shop.example/", "EnterPage https://shop.example/"]);
  });

  it("stay in the browser in privacy mode, and without a connection", async () => {
    state.value = { widget: { ...widget, isPrivate: true } };
    show("https://shop.example/ ");
    look("hidden");
    await later();
    state.value = { widget };
    connection = { kind: "idle" } as unknown as ConnectionState;
    show("https://shop.example/lamps ");
    await later();
    expect(said).toEqual([]);
  });

  it("are asked of the page that embeds us, and believed of nobody else", async () => {
    expect(posted).toHaveBeenCalledExactlyOnceWith({ [channel]: { type: "listening" } }, origin);
    show("https://shop.example/ ", { origin: "https://evil.example" });
    show("https://shop.example/ ", { source: window });
    await later();
    expect(said).toEqual([]);
  });

  it("have addresses that fit into a frame", async () => {
    show(`https://shop.example/lamps?q=${"x".repeat(60_000)} ${"y".repeat(60_000)}`);
    await later();
    expect(said).toEqual([`EnterPage https://shop.example/lamps ${"y".repeat(200)}`]);
  });
});
