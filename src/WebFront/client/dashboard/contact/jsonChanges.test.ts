import { describe, expect, it } from "vitest";
import { changesOf } from "./jsonChanges";

describe("custom data against what it was before", () => {
  it("marks what is new, what is otherwise and what is gone", () => {
    const changes = changesOf({ total: 12, page: "Lamps", basket: [1, 2] }, { total: 9, page: "Lamps", coupon: "x" }, true);
    expect(changes.map(({ key, change }) => [key, change])).toEqual([
      ["total", "changed"], ["page", null], ["basket", "added"], ["coupon", "removed"],
    ]);
  });

  it("marks nothing the first time", () => {
    expect(changesOf({ total: 12 }, undefined, false)).toEqual([{ key: "total", now: 12, then: undefined, change: null }]);
  });

  it("compares lists by place", () => {
    expect(changesOf(["lamp", "chair"], ["lamp"], true).map(({ key, change }) => [key, change])).toEqual([["0", null], ["1", "added"]]);
  });
});
