import { defineConfig } from "vite";

// One classic script at a fixed address: it must run from an old-fashioned script tag and never change its name.
export default defineConfig({
  root: new URL(".", import.meta.url).pathname,
  logLevel: "warn",
  publicDir: false,
  build: {
    outDir: "../../wwwroot/widget",
    emptyOutDir: false,
    target: "es2020",
    // Each byte of it is loaded with somebody else's page: terser finds a few more than the default.
    minify: "terser",
    terserOptions: { ecma: 2020, toplevel: true, compress: { passes: 3, unsafe: true } },
    modulePreload: false,
    lib: { entry: "loader.ts", formats: ["iife"], name: "messageCenterLoader", fileName: () => "loader.js" },
  },
});
