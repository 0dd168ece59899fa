import { describe, expect, it } from "vitest";
import { initialsOf, tintCount, tintOf } from "./person";

describe("initialsOf", () => {
  it.each([
    ["Mia Berg", "MB"], ["Noor", "N"], ["  ana  maria  ruiz ", "AR"], ["👩‍🚀 Zoë", "👩‍🚀Z"], ["", ""],
  ])("of %s are %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

it("gives the same person the same colour", () => {
  expect(tintOf("mia")).toBe(tintOf("mia"));
  expect(tintOf("mia")).toBeLessThan(tintCount);
});
