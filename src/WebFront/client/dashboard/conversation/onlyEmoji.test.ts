import { expect, it } from "vitest";
import { isOnlyEmoji } from "./onlyEmoji";

it.each([["👍", true], ["❤️ 🎉", true], ["👩‍🚀👍🏽", true], ["👍👍👍👍", false], ["ok 👍", false], ["1", false], ["", false]])(
  "%s alone is shown large: %s", (text, expected) => {
    expect(isOnlyEmoji(text)).toBe(expected);
  },
);
