import { describe, expect, it } from "vitest";
import type { MacroView } from "../../protocol/protocol";
import { completionAt, type CompletionSources } from "./completion";

const macro = (name: string, text: string): MacroView => ({ macroId: name, name, text, groups: [], variants: [] });
const sources: CompletionSources = {
  topics: [{ topicId: "t1", name: "Delivery" }, { topicId: "t2", name: "Lost parcels" }],
  locales: ["en", "de", "de-AT"],
  macros: [macro("hello", "Hello {contact.name|there}"), macro("bye", "Goodbye")],
  integrations: [],
  locale: "en",
  values: {
    "contact.name": "Anna", "contact.email": null, "contact.phone": null, "contact.company": null, "operator.name": "Olivia",
    "conversation.topic": null, "conversation.language": "en", "account.name": "Demo Shop", "widget.name": null,
  },
  operators: ["Olivia", "Omar", "Ana Ruiz"],
};
const offered = (text: string): string[] => completionAt(text, text.length, sources)?.suggestions.map(one => one.insert) ?? [];

/** The text after the first suggestion was taken. */
function taken(text: string, caret = text.length): string {
  const completion = completionAt(text, caret, sources);
  if (completion === null) return text;
  return text.slice(0, completion.from) + (completion.suggestions[0]?.insert ?? "") + text.slice(completion.to);
}

describe("completion", () => {
  it("offers commands where a line begins with $", () => {
    expect(offered("$")).toHaveLength(9);
    expect(offered("$s")).toEqual(["$send", "$status "]);
    expect(offered("Hello\n$na")).toEqual(["$name "]);
    expect(offered("It costs $")).toEqual([]);
    expect(offered("$$")).toEqual([]);
    expect(offered("$nothing")).toEqual([]);
  });

  it("offers integrations where there are some", () => {
    const withSome = { ...sources, integrations: ["Shop system"] };
    expect(completionAt("$", 1, withSome)?.suggestions).toHaveLength(10);
    expect(completionAt("$integration sh", 15, withSome)?.suggestions.map(one => one.insert)).toEqual(["Shop system"]);
  });

  it("offers the values of commands that know theirs", () => {
    expect(offered("$topic ")).toEqual(["Delivery", "Lost parcels"]);
    expect(offered("$topic parc")).toEqual(["Lost parcels"]);
    expect(offered("$status p")).toEqual(["pending"]);
    expect(offered("$locale d")).toEqual(["de", "de-AT"]);
    expect(offered("$name A")).toEqual([]);
  });

  it("offers macros where a word begins with !, filled in", () => {
    expect(offered("!")).toEqual(["Goodbye", "Hello Anna"]);
    expect(offered("!he")).toEqual(["Hello Anna"]);
    expect(offered("Thanks. !goodb")).toEqual(["Goodbye"]);
    expect(offered("Bonjour !")).toEqual([]);
    expect(offered("Hello!")).toEqual([]);
  });

  it("keeps silent about what is complete, so that Enter sends", () => {
    expect(offered("$send")).toEqual([]);
    expect(offered("$topic delivery")).toEqual([]);
    expect(offered("$status open")).toEqual([]);
  });

  it("offers operators behind an at sign", () => {
    expect(offered("@")).toEqual(["@Olivia ", "@Omar ", "@Ana Ruiz "]);
    expect(offered("Please look, @o")).toEqual(["@Olivia ", "@Omar "]);
    expect(offered("@ana r")).toEqual(["@Ana Ruiz "]);
    expect(offered("vera@o")).toEqual([]);
    expect(offered("@Olivia ")).toEqual([]);
    expect(offered("@Olivia has it")).toEqual([]);
    expect(taken("First line\nask @om")).toBe("First line\nask @Omar ");
  });

  it("replaces what was typed and nothing else", () => {
    expect(taken("$to")).toBe("$topic ");
    expect(taken("$topic parc")).toBe("$topic Lost parcels");
    expect(taken("Dear all,\n!he\nBye", 13)).toBe("Dear all,\nHello Anna\nBye");
  });
});
