import { expect, it } from "vitest";
import { withMentions } from "./mentions";

const names = ["Olivia", "Omar", "Ana", "Ana Ruiz"];

it.each([
  ["@Olivia please look", ["@Olivia"]],
  ["please look, @olivia", ["@olivia"]],
  ["(@OMAR)", ["@OMAR"]],
  ["@Ana and @Ana Ruiz", ["@Ana", "@Ana Ruiz"]],
  ["@Ana Ruiz.", ["@Ana Ruiz"]],
  ["@@Omar", ["@Omar"]],
  ["vera@olivia.example", []],
  ["@Oliviander", []],
  ["@", []],
  ["", []],
])("finds those named in %j", (text, named) => {
  const parts = withMentions(text, names);
  expect(parts.filter(part => part.isMention).map(part => part.text)).toEqual(named);
  expect(parts.map(part => part.text).join("")).toBe(text);
});
