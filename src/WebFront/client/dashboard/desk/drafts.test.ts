import { expect, it } from "vitest";
import { memoryStorage } from "../../connection/durableStorage";
import { Drafts } from "./drafts";

it("keeps messages and notes apart, per conversation and operator, across reloads", () => {
  const storage = memoryStorage();
  const drafts = new Drafts("olivia", storage);
  drafts.keep("a", "message", "half a thought");
  drafts.keep("a", "note", "ask Omar");
  const later = new Drafts("olivia", storage);
  expect(later.read("a", "message")).toBe("half a thought");
  expect(later.read("a", "note")).toBe("ask Omar");
  expect(later.read("b", "message")).toBe("");
  expect(new Drafts("omar", storage).read("a", "message")).toBe("");
});

it("tells only when a draft begins or ends", () => {
  const drafts = new Drafts("olivia", memoryStorage());
  let told = 0;
  drafts.subscribe(() => { told += 1; });
  drafts.keep("a", "message", "h");
  drafts.keep("a", "message", "ha");
  drafts.keep("a", "message", "");
  expect(told).toBe(2);
  expect(drafts.has("a")).toBe(false);
});
