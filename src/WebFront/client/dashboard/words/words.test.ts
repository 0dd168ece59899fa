import { expect, it } from "vitest";
import { de } from "./de";
import { en } from "./en";

function sentences(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (typeof value === "string") return [[`${path}${key}`, value]];
    return typeof value === "object" && value !== null ? sentences(value, `${path}${key}.`) : [];
  });
}

const german = new Map(sentences(de));
const slots = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}|<\/?\w+>/g)].map(match => match[0]).sort();

it.each(sentences(en))("%s says in both languages what it is given", (key, english) => {
  expect(slots(german.get(key) ?? "")).toEqual(slots(english));
  expect(german.get(key)).not.toBe("");
});

it("has no exclamation marks", () => {
  expect([...sentences(en), ...german].filter(([, text]) => text.includes("!"))).toEqual([]);
});
