import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { de } from "../words/de";
import { en } from "../words/en";
import { dayWords, timeWords, waitWords } from "./time";

const noon = new Date(2026, 10, 24, 12, 0, 0).getTime();
const at = (...parts: [number, number, number, number, number]): string => new Date(...parts).toISOString();
const before = (seconds: number): string => new Date(noon - seconds * 1_000).toISOString();

beforeAll(async () => {
  await i18next.init({ lng: "en", resources: { en: { translation: en }, de: { translation: de } } });
});

describe("timeWords", () => {
  it.each([
    [before(30), "just now"], [before(-5), "just now"], [before(4 * 60 + 59), "4 min"],
    [at(2026, 10, 24, 10, 42), "10:42"], [at(2026, 10, 22, 10, 42), "Sun 10:42"], [at(2026, 10, 3, 9, 0), "3 Nov"],
    [at(2025, 10, 3, 9, 0), "3 Nov 2025"],
  ])("says of %s: %s", (time, words) => {
    expect(timeWords(time, noon, "en", i18next.t)).toBe(words);
  });

  it("speaks German", () => {
    const t = i18next.getFixedT("de");
    expect(timeWords(before(30), noon, "de", t)).toBe("gerade eben");
    expect(timeWords(at(2026, 10, 3, 9, 0), noon, "de", t)).toBe("3. Nov.");
  });
});

describe("waitWords", () => {
  it.each([
    [-5, "0:00"], [42, "0:42"], [599, "9:59"], [600, "10 min"], [3_599, "59 min"], [7_200, "2 h"],
    [47 * 3_600, "47 h"], [72 * 3_600, "3 d"],
  ])("says of %d seconds: %s", (seconds, words) => {
    expect(waitWords(seconds * 1_000, i18next.t)).toBe(words);
  });
});

describe("dayWords", () => {
  it.each([
    [at(2026, 10, 24, 0, 1), "Today"], [at(2026, 10, 23, 23, 59), "Yesterday"],
    [at(2026, 10, 3, 9, 0), "Tuesday 3 November"], [at(2025, 10, 3, 9, 0), "Monday 3 November 2025"],
  ])("calls the day of %s %s", (time, words) => {
    expect(dayWords(time, noon, "en", i18next.t).replace(",", "")).toBe(words);
  });
});
