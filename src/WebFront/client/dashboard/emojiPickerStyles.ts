import type { Plugin } from "vite";

/**
 * emoji-picker-element writes `style` attributes, which the content security policy forbids, as it should. The same
 * styles set through the DOM's style object are allowed: this rewrites the one place where the picker sets attributes.
 * Fails the build when a new version of the picker is written otherwise.
 */
export function emojiPickerStyles(): Plugin {
  const setsAttribute = "targetNode.setAttribute(attributeName, newValue);";
  return {
    name: "emoji-picker-styles",
    transform(code, id) {
      if (!id.endsWith("emoji-picker-element/picker.js")) return null;
      if (!code.includes(setsAttribute)) throw new Error("emoji-picker-element sets its attributes in another way now");
      return code
        .replaceAll(' style="', ' data-style="')
        .replace(setsAttribute,
          `if (attributeName === "data-style") targetNode.style.cssText = newValue; else ${setsAttribute}`);
    },
  };
}
