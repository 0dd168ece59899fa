import { describe, expect, it } from "vitest";
import { linkify } from "./linkify";

const links = (text: string): string[] => linkify(text).flatMap(part => part.kind === "link" ? [part.href] : []);

describe("linkify", () => {
  it.each([
    ["see https://example.org/a?b=c#d now", "https://example.org/a?b=c#d"],
    ["HTTP://EXAMPLE.org", "http://example.org/"],
    ["(https://example.org/shipping).", "https://example.org/shipping"],
    ["https://example.org/a_(b)", "https://example.org/a_(b)"],
    ["really https://example.org/x?!", "https://example.org/x"],
    ["write to mia@example.org.", "mailto:mia@example.org"],
  ])("finds the address in %s", (text, href) => {
    expect(links(text)).toEqual([href]);
  });

  it.each([
    "javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://example.org",
    "<img src=x onerror=alert(1)>", "{{constructor}} ${7*7}", "http://", "just words", "",
  ])("leaves %s as text", text => {
    expect(links(text)).toEqual([]);
  });

  it("loses no character", () => {
    const text = "a https://example.org/x, b@example.org; <b>c</b>\nhttps://e.org/(y) d";
    expect(linkify(text).map(part => part.text).join("")).toBe(text);
  });

  it("stays quick on hostile text", () => {
    const start = performance.now();
    linkify("a@".repeat(2_000));
    linkify(`https://${"(".repeat(3_900)}`);
    linkify(`https://e.org/${")".repeat(3_900)}`);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
