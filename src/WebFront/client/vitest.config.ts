import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx", "tests/**/*.test.js"],
    exclude: ["node_modules/**"],
    environment: "node",
    testTimeout: 5_000,
  },
});
