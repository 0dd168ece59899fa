import { describe, expect, it } from "vitest";
import { memoryStorage } from "../../connection/durableStorage";
import { findEmoji, readEmoji } from "./emojiData";
import { addRecent, readRecent } from "./recentEmoji";

const data = [
  { emoji: "😂", annotation: "face with tears of joy", tags: ["laugh", "joy"], group: 0, order: 2, version: 0.6 },
  { emoji: "😀", annotation: "grinning face", tags: ["happy"], group: 0, order: 1, version: 1 },
  { emoji: "🏻", annotation: "light skin tone", group: 2, order: 3, version: 1 },
  { emoji: "🫪", annotation: "newer than phones", group: 0, order: 4, version: 17 },
  { annotation: "no emoji" },
  "nonsense",
];
const all = readEmoji(data);
const found = (text: string): string[] => findEmoji(all, text).map(one => one.character);

describe("emoji", () => {
  it("are read in their order, without parts, novelties and nonsense", () => {
    expect(all.map(one => one.character)).toEqual(["😀", "😂"]);
    expect(() => readEmoji({})).toThrow();
  });

  it("are found by the beginnings of their words", () => {
    expect(found("")).toEqual(["😀", "😂"]);
    expect(found("Gri")).toEqual(["😀"]);
    expect(found("fac")).toEqual(["😀", "😂"]);
    expect(found("face jo")).toEqual(["😂"]);
    expect(found("rinning")).toEqual([]);
  });
});

describe("recent emoji", () => {
  it("come newest first, each once, and not too many", () => {
    const storage = memoryStorage();
    for (const one of ["a", "b", "a"]) addRecent(storage, one);
    expect(readRecent(storage)).toEqual(["a", "b"]);
    for (let number = 0; number < 40; number++) addRecent(storage, `e${number}`);
    expect(readRecent(storage)).toHaveLength(16);
    expect(readRecent(storage)[0]).toBe("e39");
  });

  it("are none where the browser holds something else", () => {
    const storage = memoryStorage();
    for (const broken of ["", "{", "7", "{}", "[1,null,\"\"]", `["${"x".repeat(99)}"]`]) {
      storage.set("mc:emoji", broken);
      expect(readRecent(storage)).toEqual([]);
    }
  });
});
