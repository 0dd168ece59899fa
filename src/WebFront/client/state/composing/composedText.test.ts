import { describe, expect, it } from "vitest";
import { commandWords, readCommand, readComposed } from "./composedText";

const topics = [{ topicId: "t1", name: "Lost parcels" }];
const reasonOf = (text: string): string | null => {
  const read = readCommand(text, topics);
  return read.isRight ? null : read.reason;
};

describe("what an operator wrote", () => {
  it.each([
    ["Hello", "Hello", []],
    ["$name Anna", "", ["$name Anna"]],
    ["  $name Anna  ", "", ["$name Anna"]],
    ["$nmae Anna", "", ["$nmae Anna"]],
    ["$", "", ["$"]],
    ["$ note secret", "", ["$ note secret"]],
    ["$5 is the price", "$5 is the price", []],
    ["It costs $name", "It costs $name", []],
    ["$$name is a command", "$name is a command", []],
    ["a\n$$b\n$$$c", "a\n$b\n$$c", []],
    ["Hello\n$topic Lost parcels\nBye", "Hello\nBye", ["$topic Lost parcels"]],
    ["Hello\r\n$status pending\r", "Hello", ["$status pending"]],
    ["$note one\ntwo\n\n$status open\nHello", "Hello", ["$note one\ntwo", "$status open"]],
    ["$notes one\ntwo", "two", ["$notes one"]],
    ["", "", []],
  ])("is taken apart: %j", (text, message, commands) => {
    expect(readComposed(text)).toEqual({ message, commands });
  });
});

describe("a typed command", () => {
  it.each([
    ["$name Anna", "name", "Anna"],
    ["$Name  Anna Maria ", "name", "Anna Maria"],
    ["$name -", "name", "-"],
    ["$email anna@shop.example", "email", "anna@shop.example"],
    ["$email -", "email", "-"],
    ["$locale de-AT", "locale", "de-AT"],
    ["$note\none\ntwo", "note", "one\ntwo"],
    ["$send", "send", ""],
    ["$dispatch boss@shop.example", "dispatch", "boss@shop.example"],
    ["$topic lost PARCELS", "topic", "lost PARCELS"],
    ["$status Pending", "status", "Pending"],
    ["$help", "help", ""],
  ])("is read: %j", (text, word, value) => {
    expect(readCommand(text, topics)).toEqual({ isRight: true, word, value });
  });

  it.each([
    ["$nmae Anna", "commandIsUnknown"],
    ["$", "commandIsUnknown"],
    ["$ name Anna", "commandIsUnknown"],
    ["$name", "commandNeedsValue"],
    ["$note  ", "commandNeedsValue"],
    ["$send a@shop.example", "commandTakesNoValue"],
    ["$email anna", "emailIsInvalid"],
    ["$dispatch -", "emailIsInvalid"],
    ["$dispatch a@shop.example,b@shop.example", "emailIsInvalid"],
    ["$locale german language", "localeIsInvalid"],
    ["$topic Weather", "topicIsUnknown"],
    ["$status new", "statusCannotBeSet"],
    [`$name ${"x".repeat(121)}`, "nameIsInvalid"],
  ])("is refused: %j", (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it("has no word that is refused as unknown", () => {
    for (const word of commandWords) expect(reasonOf(`$${word} x`)).not.toBe("commandIsUnknown");
  });
});
