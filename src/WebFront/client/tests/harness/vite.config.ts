import { defineConfig } from "vite";

// npx vite --config tests/harness/vite.config.ts, then open /?scene=live
export default defineConfig({
  root: new URL(".", import.meta.url).pathname,
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { host: "127.0.0.1" },
  build: { outDir: "../../node_modules/.cache/harness", emptyOutDir: true },
});
