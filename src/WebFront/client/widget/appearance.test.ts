import { describe, expect, it } from "vitest";
import { hexColor, readableOn } from "../loader/colors";
import { readableAccent } from "./appearance";

describe("an accent", () => {
  it.each([
    ["#ABC", "#aabbcc"], [" #4338ca ", "#4338ca"], ["red", null], ["#12345", null], ["#123456;background:url(x)", null], [7, null],
  ])("%s is read as %s", (given, expected) => {
    expect(hexColor(given)).toBe(expected);
  });

  it.each([["#4338ca", "#fff"], ["#ffd400", "#16181d"], ["#000000", "#fff"], ["#ffffff", "#16181d"], ["#0f766e", "#fff"]])(
    "%s carries %s text", (accent, expected) => {
      expect(readableOn(accent)).toBe(expected);
    });

  it("is darkened or lightened until it can be read as text", () => {
    expect(readableAccent("#4338ca", false)).toBe("#4338ca");
    expect(readableAccent("#ffd400", false)).not.toBe("#ffd400");
    expect(readableAccent("#4338ca", true)).not.toBe("#4338ca");
    expect(readableAccent("#ffd400", true)).toBe("#ffd400");
  });
});
