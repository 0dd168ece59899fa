import { defineConfig } from "vite";

// The frame's document and its chunks, served below /widget/. Nothing is inlined: the frame's policy allows only files.
export default defineConfig({
  root: new URL(".", import.meta.url).pathname,
  base: "/widget/",
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../wwwroot/widget",
    emptyOutDir: true,
    target: "es2022",
    minify: "terser",
    terserOptions: { ecma: 2020, compress: { passes: 2 } },
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: { input: "frame.html" },
  },
});
