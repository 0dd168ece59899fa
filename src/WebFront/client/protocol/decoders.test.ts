import "./operatorDecoders";
import { describe, expect, it } from "vitest";
import { decode, DecodeError } from "./decoders";

const author = { kind: "operator", operatorId: "o", name: "Olivia" };
const posted = { seq: 1, at: "2026-11-22T10:00:00.000Z", author, commandId: null, event: { type: "messagePosted", text: "Hi", attachments: [], translation: null } };
const advanced = { conversationId: "c", after: 0, upTo: 1, entries: [posted], conversation: null };

describe("decoding", () => {
  it("gives back what the protocol promises", () => {
    expect(decode("TimelineAdvanced", structuredClone(advanced))).toEqual(advanced);
  });

  it("reads an absent field that may be null as null", () => {
    expect(decode("Answer", { seq: 3, at: "2026-11-22T10:00:00.000Z" }).rejection).toBeNull();
  });

  it.each(["wasTranslated", "constructor"])("leaves out an entry of a type that only a newer server knows (%s)", type => {
    const entries = [posted, { ...posted, seq: 2, event: { type, more: 1 } }, { ...posted, seq: 3 }];
    const { entries: read, upTo } = decode("TimelineAdvanced", structuredClone({ ...advanced, upTo: 3, entries }));
    expect(read.map(entry => entry.seq)).toEqual([1, 3]);
    expect(upTo).toBe(3);
  });

  it("ignores members that it does not know", () => {
    expect(decode("Answer", { seq: 1, at: null, rejection: null, more: {} }).seq).toBe(1);
  });

  it.each([
    ["null", null, "TimelineAdvanced is not an object"],
    ["a list", [], "TimelineAdvanced is not an object"],
    ["a text as number", { ...advanced, upTo: "1" }, "TimelineAdvanced.upTo is not a number"],
    ["a number that is none", { ...advanced, upTo: Number.NaN }, "TimelineAdvanced.upTo is not a number"],
    ["a missing field", { ...advanced, entries: undefined }, "TimelineAdvanced.entries is not a list"],
    ["an unknown author", { ...advanced, entries: [{ ...posted, author: { ...author, kind: "robot" } }] },
      "TimelineAdvanced.entries[0].author.kind is not one of contact|operator|system"],
    ["an event that says no type", { ...advanced, entries: [{ ...posted, event: {} }] },
      "TimelineAdvanced.entries[0].event.type is not a ConversationEvent"],
    ["an event without its text", { ...advanced, entries: [{ ...posted, event: { type: "messagePosted" } }] },
      "TimelineAdvanced.entries[0].event.text is not a string"],
  ])("refuses %s", (_, value, place) => {
    expect(() => decode("TimelineAdvanced", value)).toThrow(new DecodeError(place));
  });
});
