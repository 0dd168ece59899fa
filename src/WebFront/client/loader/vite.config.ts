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
    modulePreload: false,
    lib: { entry: "loader.ts", formats: ["iife"], name: "messageCenterLoader", fileName: () => "loader.js" },
  },
});
