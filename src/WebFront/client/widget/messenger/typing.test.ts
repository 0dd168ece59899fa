import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTyping } from "./typing";

const told = vi.fn();
let hasPreview = true;
const typing = (): ReturnType<typeof createTyping> => createTyping({ hasPreview: () => hasPreview, tell: told });

beforeEach(() => {
  vi.useFakeTimers();
  hasPreview = true;
  told.mockClear();
});
afterEach(() => { vi.useRealTimers(); });

describe("what the visitor types", () => {
  it("is told at once, then about once a second, with its newest text", () => {
    const { typed } = typing();
    for (const text of ["W", "Wh", "Whe"]) {
      typed("c1", text);
      vi.advanceTimersByTime(300);
    }
    expect(told.mock.calls).toEqual([["c1", "W"]]);
    vi.advanceTimersByTime(900);
    expect(told.mock.calls.at(-1)).toEqual(["c1", "Whe"]);
    expect(told).toHaveBeenCalledTimes(2);
  });

  it("is told again while it stands there, until it is taken back or sent", () => {
    const { typed, sent } = typing();
    typed("c1", "Where");
    vi.advanceTimersByTime(31_000);
    expect(told).toHaveBeenCalledTimes(3);
    typed("c1", " ");
    vi.advanceTimersByTime(60_000);
    expect(told.mock.calls.slice(3)).toEqual([["c1", ""]]);
    typed("c1", "Again");
    vi.advanceTimersByTime(2_000);
    sent();
    vi.advanceTimersByTime(60_000);
    expect(told).toHaveBeenCalledTimes(5);
  });

  it("is only that she types where it may not be shown", () => {
    hasPreview = false;
    const { typed } = typing();
    typed("c1", "Where");
    vi.advanceTimersByTime(60_000);
    typed("c1", "");
    vi.advanceTimersByTime(60_000);
    expect(told.mock.calls).toEqual([["c1", null]]);
  });

  it("is cut to its end, never through a character", () => {
    typing().typed("c1", `${"😀".repeat(300)}x`);
    vi.advanceTimersByTime(0);
    expect(told.mock.calls).toEqual([["c1", `${"😀".repeat(249)}x`]]);
  });
});
