import { defineConfig } from "vite";
import { emojiPickerStyles } from "./emojiPickerStyles";

const root = new URL(".", import.meta.url).pathname;

// The server answers every /app/* path with index.html under a strict CSP: no inline script, no data: assets.
export default defineConfig(({ mode }) => ({
  root,
  base: "/app/",
  plugins: [emojiPickerStyles()],
  define: mode === "fake" ? { "import.meta.env.VITE_FAKE_HUB": "true" } : { "import.meta.env.VITE_FAKE_HUB": "false" },
  build: {
    outDir: mode === "fake" ? "../../../../artifacts/dashboard-fake" : "../../wwwroot/app",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      onLog(level, log, handle) {
        // Mantine marks its modules for server rendering; in a browser bundle the mark means nothing.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handle(level, log);
      },
    },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": "http://127.0.0.1:5080",
      "/hubs": { target: "http://127.0.0.1:5080", ws: true },
    },
  },
}));
