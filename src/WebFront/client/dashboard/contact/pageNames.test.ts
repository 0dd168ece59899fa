import { describe, expect, it } from "vitest";
import { stayWords } from "../format/time";
import { pageHref, pageName } from "./pageNames";

describe("a visited page", () => {
  it("can be opened when it is one of the web, and is text otherwise", () => {
    expect(pageHref("https://shop.example/lamps?sort=price")).toBe("https://shop.example/lamps?sort=price");
    for (const bad of ["javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd", "//shop.example", "", "java\nscript:alert(1)"]) {
      expect(pageHref(bad)).toBeNull();
    }
  });

  it("is called by its title, or by where it is", () => {
    expect(pageName({ title: "Lamps", url: "https://shop.example/lamps" })).toBe("Lamps");
    expect(pageName({ title: "", url: "https://shop.example/lamps?a=b" })).toBe("/lamps");
    expect(pageName({ title: "", url: "https://shop.example/" })).toBe("shop.example");
    expect(pageName({ title: "", url: "javascript:alert(1)" })).toBe("javascript:alert(1)");
  });

  it("tells how long somebody stayed", () => {
    expect([0, 42, 725, 3_723].map(stayWords)).toEqual(["0:00", "0:42", "12:05", "1:02:03"]);
  });
});
