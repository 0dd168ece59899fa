import { describe, expect, it } from "vitest";
import type { Author, ConversationEvent, TimelineEntry } from "../../protocol/protocol";
import { nothingTranslated, suggestedLanguage, translatedAtOnceMax, untranslated, withMessages } from "./translationState";

const contact: Author = { kind: "contact", operatorId: null, name: null };
const olivia: Author = { kind: "operator", operatorId: "o", name: "Olivia" };
const says = (text: string): ConversationEvent => ({ type: "messagePosted", text, attachments: [], translation: null });

function entry(seq: number, author: Author = contact, event: ConversationEvent = says(`text ${String(seq)}`)): TimelineEntry {
  return { seq, at: "2026-11-22T10:00:00.000Z", author, commandId: null, event };
}

describe("Live Translation", () => {
  it("asks for the contact's words alone, each once", () => {
    const entries = [entry(1), entry(2, olivia), entry(3, contact, says("")), entry(4, contact, { type: "conversationReopened" }), entry(5)];
    expect(untranslated(nothingTranslated, entries)).toEqual([1, 5]);
    const asked = withMessages(nothingTranslated, [1], () => "loading");
    expect(untranslated(asked, entries)).toEqual([5]);
  });

  it("asks for the newest first, no more than the server takes at once", () => {
    const entries = Array.from({ length: 50 }, (_, index) => entry(index + 1));
    const first = untranslated(nothingTranslated, entries);
    expect(first).toHaveLength(translatedAtOnceMax);
    expect(first.at(-1)).toBe(50);
    expect(untranslated(withMessages(nothingTranslated, first, () => "loading"), entries).at(-1)).toBe(30);
  });

  it("begins with the contact's language, then with the one chosen last", () => {
    expect(suggestedLanguage(["ca", "es"], "es", "ca")).toBe("es");
    expect(suggestedLanguage(["ca", "es"], "de", "es")).toBe("es");
    expect(suggestedLanguage(["ca", "es"], "de", "fr")).toBe("ca");
    expect(suggestedLanguage([], "de", null)).toBeNull();
  });
});
