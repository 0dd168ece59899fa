import { describe, expect, it } from "vitest";
import { isEmojiOnly, textParts } from "./links";

const links = (text: string): (string | null)[] => textParts(text).map(part => part.href).filter(href => href !== null);

describe("links in a message", () => {
  it.each([
    ["see https://example.org/a?b=1#c now", "https://example.org/a?b=1#c"],
    ["HTTP://EXAMPLE.ORG", "http://example.org/"],
    ["www.example.org/shop", "https://www.example.org/shop"],
    ["mail mia@example.org.", "mailto:mia@example.org"],
    ["(https://example.org/a)", "https://example.org/a"],
    ["https://example.org/a_(b)", "https://example.org/a_(b)"],
    ["Really? https://example.org!", "https://example.org/"],
  ])("%s", (text, expected) => {
    expect(links(text)).toEqual([expected]);
    expect(textParts(text).map(part => part.text).join("")).toBe(text);
  });

  it.each([
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "<b>bold</b>", "1.5 or e.g. this",
    "blob:https", "//example.org",
  ])("are not made of %s", text => {
    expect(links(text)).toEqual([]);
  });

  it("stop before markup that a visitor wrote", () => {
    expect(links(`https://example.org/"onmouseover="alert(1)`)).toEqual(["https://example.org/"]);
  });

  it("stay quick on long texts made to slow them down", () => {
    const started = performance.now();
    textParts("a@".repeat(2_000) + "www." + "x.".repeat(2_000) + "(".repeat(4_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("a message of emoji only", () => {
  it.each([["🎉", true], ["👍🏽", true], ["❤️", true], ["123", false], ["# ", false], ["ok 👍", false], ["", false]])("%s: %s", (text, expected) => {
    expect(isEmojiOnly(text)).toBe(expected);
  });
});
