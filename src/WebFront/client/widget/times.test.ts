import { describe, expect, it } from "vitest";
import { textsOf } from "./texts";
import { dayName, shortTime } from "./times";

const now = new Date(2026, 10, 22, 15, 30).getTime();
const at = (...date: [number, number, number, number, number]): string => new Date(...date).toISOString();

describe("times of a list", () => {
  it.each([
    [at(2026, 10, 22, 15, 29), "1 min"],
    [at(2026, 10, 22, 15, 30), "just now"],
    [at(2026, 10, 22, 15, 31), "just now"],
    [at(2026, 10, 22, 14, 10), "14:10"],
    [at(2026, 10, 20, 14, 10), "Fri 14:10"],
    [at(2026, 9, 3, 14, 10), "3 Oct"],
  ])("%s", (time, expected) => {
    expect(shortTime(time, now, "en-GB", textsOf("en"))).toBe(expected);
  });
});

describe("days of a conversation", () => {
  it.each([
    [at(2026, 10, 22, 0, 0), "Today"],
    [at(2026, 10, 21, 23, 59), "Yesterday"],
    [at(2026, 10, 20, 12, 0), "Friday 20 November"],
    [at(2025, 10, 20, 12, 0), "Thursday 20 November 2025"],
  ])("%s", (time, expected) => {
    expect(dayName(time, now, "en-GB", textsOf("en")).replace(",", "")).toBe(expected);
  });
});
