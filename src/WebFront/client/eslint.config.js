import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["node_modules/**", "protocol/generated/**"]),
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./widget/tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "no-restricted-syntax": ["error",
        { selector: "TSEnumDeclaration", message: "Use a union of words: it is what the wire carries." },
        { selector: "ExportDefaultDeclaration", message: "Export by name, so that one word names one thing everywhere." },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // The hub maps of the protocol say void for "answers nothing".
      "@typescript-eslint/no-invalid-void-type": "off",
      // Generic parameters tie a method's name to its argument and answer.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // It takes the computed keys of mapped types for enums; the project has none.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      // Listeners may change the world between two reads of the same variable.
      "@typescript-eslint/no-unnecessary-condition": "off",
    },
  },
  {
    files: ["dashboard/**/*.tsx", "dashboard/**/*.ts"],
    extends: [reactHooks.configs.flat.recommended],
  },
  {
    // Tools ask for a default export in their configuration files.
    files: ["**/*.config.ts", "**/vite.config.ts", "vitest.config.ts"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { project: null } },
    rules: { "no-restricted-syntax": "off" },
  },
);
