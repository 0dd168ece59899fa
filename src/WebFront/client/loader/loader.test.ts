// @vitest-environment jsdom
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { channel, type CallResult } from "./messages";

const origin = location.origin;
const events = vi.fn();
const call = async (...given: [unknown, ...unknown[]]): Promise<CallResult> => {
  if (window.mc === undefined) throw new Error("The loader did not run.");
  return window.mc(...given);
};
const launcher = (): ShadowRoot | null | undefined => document.querySelector("message-center")?.shadowRoot;
const frame = (): HTMLIFrameElement | null | undefined => launcher()?.querySelector("iframe");
const button = (): HTMLButtonElement | null | undefined => launcher()?.querySelector("button");

function say(message: object, from: { origin?: string; source?: MessageEventSource | null } = {}): void {
  const source = frame()?.contentWindow ?? null;
  window.dispatchEvent(new MessageEvent("message", { data: { [channel]: message }, origin, source, ...from }));
}

beforeAll(async () => {
  // This DOM makes no window for a frame inside a shadow root; one from outside stands in for it.
  const outside = document.body.appendChild(document.createElement("iframe")).contentWindow;
  vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockReturnValue(outside);
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  // What this DOM has not, and the launcher uses.
  vi.stubGlobal("CSSStyleSheet", class { replaceSync(): void { expect(this).toBeDefined(); } });
  const queue: unknown[][] = [["on", "error", events], ["boot", { widgetKey: "demo", locale: "en", accent: "#ffd400" }], ["nonsense"]];
  window.mc = Object.assign(() => Promise.reject(new Error("not loaded")), { q: queue });
  await import("./loader");
});
beforeEach(() => events.mockClear());

describe("the loader", () => {
  it("runs what was called before it came, and loads nothing else", () => {
    expect(button()?.getAttribute("aria-label")).toBe("Open chat");
    expect(frame()).toBeNull();
  });

  it("answers bad calls instead of throwing", async () => {
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    for (const bad of [["nonsense"], [], ["boot"], ["on", "unread"], ["setContactInfo", "Mia"], ["setCustomData", circular]] as [unknown][]) {
      expect(await call(...bad)).toMatchObject({ ok: false });
    }
    expect(events).toHaveBeenCalledTimes(6);
  });

  it("ignores whoever is not our frame on our origin", async () => {
    await call("show");
    say({ type: "launcher", unread: 5, accent: "#000000", position: "left", isReturning: true }, { origin: "https://evil.example" });
    say({ type: "launcher", unread: 5, accent: "#000000", position: "left", isReturning: true }, { source: window });
    window.dispatchEvent(new MessageEvent("message", { data: "noise", origin, source: frame()?.contentWindow ?? null }));
    await call("hide");
    expect(button()?.getAttribute("aria-label")).toBe("Open chat");
    say({ type: "launcher", unread: 5, accent: "#000000", position: "left", isReturning: true });
    expect(button()?.getAttribute("aria-label")).toBe("Open chat, 5 unread");
    expect(localStorage.getItem("mc:demo")).toBe("1");
  });

  it("keeps calls until the frame listens, and posts to our origin only", async () => {
    const answered = call("setCustomData", { basket: ["lamp"] });
    const posted = vi.fn();
    const target = frame()?.contentWindow;
    if (target == null) throw new Error("There is no frame.");
    target.postMessage = posted;
    say({ type: "listening" });
    const sent = posted.mock.calls.map(([data, to]: unknown[]) => [(data as Record<string, { type: string; id?: number }>)[channel], to] as const);
    expect(sent.map(([message, to]) => [message?.type, to])).toEqual([["visibility", origin], ["call", origin]]);
    say({ type: "result", id: sent[1]?.[0]?.id, result: { ok: true, value: null } });
    expect(await answered).toEqual({ ok: true, value: null });
  });

  it("tells the frame of each page once, also of one that was not loaded, and to our origin only", async () => {
    const posted = vi.fn();
    const target = frame()?.contentWindow;
    if (target == null) throw new Error("There is no frame.");
    target.postMessage = posted;
    const pages = (): unknown[] => posted.mock.calls
      .map(([data, to]: unknown[]) => [(data as Record<string, { type: string; page?: string }>)[channel], to] as const)
      .filter(([message]) => message?.type === "page").map(([message, to]) => [message?.page, to]);
    document.title = "Lamps";
    history.pushState(null, "", "/lamps?sort=price");
    await vi.waitFor(() => expect(pages()).toEqual([[`${origin}/lamps?sort=price Lamps`, origin]]), 3_000);
    location.hash = "#/desk-lamp";
    await vi.waitFor(() => expect(pages()).toHaveLength(2), 3_000);
    history.replaceState(null, "", "/");
    await vi.waitFor(() => expect(pages().at(-1)).toEqual([`${origin}/ Lamps`, origin]), 3_000);
    expect(pages()).toHaveLength(3);
  });

  it("tells the page what happens, and survives a listener that throws", async () => {
    const heard = vi.fn();
    await call("on", "unread", () => { throw new Error("the page's own mistake"); });
    await call("on", "unread", heard);
    say({ type: "event", name: "unread", value: 3 });
    await call("off", "unread", heard);
    say({ type: "event", name: "unread", value: 4 });
    expect(heard).toHaveBeenCalledExactlyOnceWith(3);
  });

  it("takes everything away at shutdown, answers what waits, and can boot again", async () => {
    const waiting = call("setContactInfo", { name: "Mia" });
    await call("shutdown");
    expect(await waiting).toEqual({ ok: false, error: "shutDown" });
    expect(launcher()).toBeUndefined();
    expect(await call("show")).toMatchObject({ ok: false });
    expect(await call("boot", { widgetKey: "demo", hideLauncher: true })).toMatchObject({ ok: true });
    expect(button()?.hidden).toBe(true);
  });
});
