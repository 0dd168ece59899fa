import { describe, expect, it } from "vitest";
import { readInline, readMarkdown, type Block, type Inline } from "./markdown";

/** The tree in a short form of its own. */
function shown(inlines: readonly Inline[]): string {
  return inlines.map(inline => {
    switch (inline.kind) {
      case "text": return inline.text;
      case "code": return `<code ${inline.text}>`;
      case "link": return `<link ${inline.href} ${shown(inline.children)}>`;
      case "strong":
      case "emphasis":
        return `<${inline.kind} ${shown(inline.children)}>`;
    }
  }).join("");
}

function outline(block: Block): string {
  if (block.kind === "code") return `code: ${block.text}`;
  return block.kind === "paragraph" ? shown(block.children)
    : `${block.isOrdered ? `from ${String(block.start)}` : "list"}: ${block.items.map(shown).join(" | ")}`;
}

describe("a line", () => {
  it.each([
    ["**bold** and *thin* and _thin_", "<strong bold> and <emphasis thin> and <emphasis thin>"],
    ["**bold *both***", "<strong bold <emphasis both>>"],
    ["`a * b * c`", "<code a * b * c>"],
    ["[our page](https://shop.example/a)", "<link https://shop.example/a our page>"],
    ["[**our** page](mailto:a@b.example)", "<link mailto:a@b.example <strong our> page>"],
    ["see https://shop.example.", "see <link https://shop.example/ https://shop.example>."],
    ["2 * 3 * 4, a_b_c, 5 ** 2", "2 * 3 * 4, a_b_c, 5 ** 2"],
    ["**open and *open", "**open and *open"],
    ["****", "****"],
    ["<b>no</b> <img src=x onerror=alert(1)>", "<b>no</b> <img src=x onerror=alert(1)>"],
    ["[click](javascript:alert)", "[click](javascript:alert)"],
    ["[click](JaVaScRiPt:alert)", "[click](JaVaScRiPt:alert)"],
    ["[click](data:text/html,x)", "[click](data:text/html,x)"],
    ["[click](//evil.example)", "[click](//evil.example)"],
    ["[click](https:)", "[click](https:)"],
  ])("%j", (text, expected) => {
    expect(shown(readInline(text))).toBe(expected);
  });
});

describe("a note", () => {
  it.each([
    ["one\ntwo\n\nthree", ["one\ntwo", "three"]],
    ["to do:\n- one\n- **two**\nthen", ["to do:", "list: one | <strong two>", "then"]],
    ["3. three\n4. four", ["from 3: three | four"]],
    ["```\n**as it is**\n```\nafter", ["code: **as it is**", "after"]],
    ["```\nnever closed", ["```\nnever closed"]],
    ["", []],
    ["\n \n", []],
  ])("%j", (text, expected) => {
    expect(readMarkdown(text).map(outline)).toEqual(expected);
  });

  it("of hostile signs is read quickly", () => {
    const begun = performance.now();
    for (const signs of ["*", "**", "_", "`", "[", "[a](", "* a", "**a", "_a ", "```\n", "- ", "1. ", "@", "\n"]) {
      readMarkdown(signs.repeat(Math.floor(4_000 / signs.length)));
    }
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
