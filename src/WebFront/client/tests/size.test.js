// What a visitor's browser loads, gzipped. Looks at the built files; without a build there is nothing to weigh.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

const built = fileURLToPath(new URL("../../wwwroot/widget", import.meta.url));
const kilobyte = 1024;

function gzipped(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length;
}

const isBuilt = existsSync(join(built, "loader.js"));

describe.skipIf(!isBuilt)("the built widget", () => {
  it("has a loader of at most 3 kB", () => {
    expect(gzipped(join(built, "loader.js"))).toBeLessThanOrEqual(3 * kilobyte);
  });

  const files = !isBuilt ? [] : readdirSync(built, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.(js|css|html)$/.test(entry.name))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  const weight = chosen => chosen.reduce((sum, file) => sum + gzipped(file), 0);

  it("is at most 40 kB until something is asked for that not everybody needs", () => {
    const html = readFileSync(join(built, "frame.html"), "utf8");
    const first = files.filter(file => /(loader\.js|frame\.html)$/.test(file) || html.includes(basename(file)));
    expect(first.length).toBeGreaterThanOrEqual(4);
    expect(weight(first)).toBeLessThanOrEqual(40 * kilobyte);
  });

  it("is at most 48 kB with all of its chunks", () => {
    expect(weight(files)).toBeLessThanOrEqual(48 * kilobyte);
  });

  it("has nothing inline in its document, which the policy of the frame would refuse", () => {
    const html = readFileSync(join(built, "frame.html"), "utf8");
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*\bsrc=)/);
  });
});
