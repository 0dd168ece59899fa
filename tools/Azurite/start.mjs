// Starts Azurite with the settings of azurite.config, which bear the names of Azurite's own options. Options on the command
// line come on top: node start.mjs --tablePort 11002 --location /tmp/azurite
// With --untilInputEnds it ends with its standard input, so that it cannot outlive the program that started it.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = new URL("../../", import.meta.url);
const defaults = JSON.parse(readFileSync(new URL("azurite.config", root), "utf8"));
const { values } = parseArgs({
  options: {
    untilInputEnds: { type: "boolean" },
    inMemoryPersistence: { type: "boolean" },
    ...Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { type: value === true ? "boolean" : "string" }])),
  },
});
const { untilInputEnds, ...given } = values;
const settings = { ...defaults, ...given };

if (untilInputEnds) {
  process.stdin.on("end", () => process.exit()).resume();
}
process.chdir(fileURLToPath(root));
if (settings.inMemoryPersistence) {
  delete settings.location; // Azurite refuses both together.
} else {
  mkdirSync(settings.location, { recursive: true });
}
process.argv.splice(
  2,
  Infinity,
  ...Object.entries(settings).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, `${value}`])),
);
createRequire(import.meta.url)("azurite/dist/src/azurite.js");
