import { describe, expect, it } from "vitest";
import type { MacroView } from "../../protocol/protocol";
import { readComposed } from "./composedText";
import { fillIn, findMacros, macrosOf, macroText, unfilled, type PlaceholderValues } from "./macros";

const nothing: PlaceholderValues = {
  "contact.name": null, "contact.email": null, "contact.phone": null, "contact.company": null, "operator.name": "Olivia",
  "conversation.topic": "Delivery", "conversation.language": "en", "account.name": "Demo Shop", "widget.name": "Shop",
};
const macro = (name: string, text: string, more: Partial<MacroView> = {}): MacroView =>
  ({ macroId: name, name, text, groups: [], variants: [], ...more });

describe("a macro", () => {
  const hello = macro("hello", "Hello", {
    variants: [{ language: "de", text: "Hallo" }, { language: "de-AT", text: "Servus" }],
  });

  it("speaks the language of the conversation where it can", () => {
    expect(["en", "de", "DE-at", "de-CH", "fr"].map(locale => macroText(hello, locale)))
      .toEqual(["Hello", "Hallo", "Servus", "Hallo", "Hello"]);
  });

  it("is for its groups, or for everybody", () => {
    const sales = macro("offer", "An offer", { groups: ["sales"] });
    expect(macrosOf([hello, sales], "sales")).toEqual([hello, sales]);
    expect(macrosOf([hello, sales], "support")).toEqual([hello]);
  });

  it("is found by name first and by content then", () => {
    const bye = macro("bye", "Hello and goodbye");
    const say = macro("sayhello", "x");
    const names = (text: string): string[] => findMacros([bye, say, hello], text, "en").map(one => one.name);
    expect(names("hello")).toEqual(["hello", "sayhello", "bye"]);
    expect(names("")).toEqual(["bye", "hello", "sayhello"]);
    expect(names("weather")).toEqual([]);
  });
});

describe("places in a macro", () => {
  it("are filled in, or say what stands there otherwise", () => {
    expect(fillIn("Hello {contact.name|there}, {operator.name} of {account.name} here.", nothing))
      .toBe("Hello there, Olivia of Demo Shop here.");
    expect(fillIn("Hello {contact.name|there}", { ...nothing, "contact.name": "Anna" })).toBe("Hello Anna");
  });

  it("are left and told when nothing is known or nobody knows them", () => {
    const text = fillIn("{contact.name}, {order.number}, {contact.name}: {not a place} {}", nothing);
    expect(text).toBe("{contact.name}, {order.number}, {contact.name}: {not a place} {}");
    expect(unfilled(text)).toEqual(["{contact.name}", "{order.number}"]);
    expect(unfilled("Hello")).toEqual([]);
  });

  it("are not read again: what a contact calls herself is no command and no place", () => {
    const evil = (name: string, text = "{contact.name}"): string => fillIn(text, { ...nothing, "contact.name": name });
    expect(readComposed(evil("$status ended"))).toEqual({ message: "$status ended", commands: [] });
    expect(readComposed(evil("$$status ended", "  {contact.name}\nHello")).commands).toEqual([]);
    expect(readComposed(evil("x\n$status ended", "Hello {contact.name}")).commands).toEqual([]);
    expect(readComposed(evil("status ended", "${contact.name}")).commands).toEqual([]);
    expect(evil("{operator.name}")).toBe("{operator.name}");
  });
});
