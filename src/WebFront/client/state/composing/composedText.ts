// What an operator wrote, taken apart: typed commands, and what remains for the reader. A line that begins with "$" is
// a command unless a digit follows (a price) or another "$" (which is dropped: the way to begin a line with "$").
// A line that looks like a command and is none still never reaches the contact: it is refused, and the text is kept.
import type { TopicView } from "../../protocol/protocol";

export const commandWords = ["name", "email", "locale", "note", "send", "dispatch", "topic", "status", "integration", "help"] as const;
export type CommandWord = (typeof commandWords)[number];

export interface ComposedText {
  /** For the contact, or for the note; empty when there are only commands. */
  readonly message: string;
  /** Each with its "$", in their order. */
  readonly commands: readonly string[];
}

/** A command as it will be understood, or the reason why it will not; reasons are those of the server. */
export type ReadCommand =
  | { readonly isRight: true; readonly word: CommandWord; readonly value: string }
  | { readonly isRight: false; readonly reason: CommandProblem };

export type CommandProblem =
  | "commandIsUnknown" | "commandNeedsValue" | "commandTakesNoValue" | "nameIsInvalid" | "emailIsInvalid"
  | "localeIsInvalid" | "topicIsUnknown" | "statusCannotBeSet";

/** "$name -" says that nothing is known. */
export const unknownValue = "-";
export const statusWords = ["open", "pending", "ended"] as const;
const nameLengthMax = 120;
const emailLengthMax = 254;

export function isCommandLine(line: string): boolean {
  return /^\s*\$(?![$\d])/.test(line);
}

export function readComposed(text: string): ComposedText {
  const message: string[] = [];
  const commands: string[] = [];
  let isInNote = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (isCommandLine(line)) {
      commands.push(line.trim());
      isInNote = /^\$note(\s|$)/i.test(line.trim());
    } else if (isInNote) {
      // A note takes the lines below it; every other command takes its own.
      commands.push(`${commands.pop() ?? ""}\n${line}`);
    } else {
      message.push(line.replace(/^(\s*)\$\$/, "$1$"));
    }
  }
  return { message: message.join("\n").trim(), commands: commands.map(command => command.trim()) };
}

export function readCommand(text: string, topics: readonly TopicView[]): ReadCommand {
  const [, typed = "", rest = ""] = /^\$(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const word = commandWords.find(known => known === typed.toLowerCase());
  const value = rest.trim();
  if (word === undefined) return { isRight: false, reason: "commandIsUnknown" };
  const takesNone = word === "send" || word === "help";
  if (takesNone && value !== "") return { isRight: false, reason: "commandTakesNoValue" };
  if (!takesNone && value === "") return { isRight: false, reason: "commandNeedsValue" };
  const reason = problemOf(word, value, topics);
  return reason === null ? { isRight: true, word, value } : { isRight: false, reason };
}

export function topicNamed(name: string, topics: readonly TopicView[]): TopicView | undefined {
  return topics.find(topic => topic.name.toLowerCase() === name.toLowerCase());
}

function problemOf(word: CommandWord, value: string, topics: readonly TopicView[]): CommandProblem | null {
  switch (word) {
    case "name":
      return value.length <= nameLengthMax && !/[\n\t]/.test(value) ? null : "nameIsInvalid";
    case "email":
      return value === unknownValue || isAddress(value) ? null : "emailIsInvalid";
    case "dispatch":
      return isAddress(value) ? null : "emailIsInvalid";
    case "locale":
      return /^[A-Za-z]{2}[A-Za-z0-9-]{0,33}$/.test(value) ? null : "localeIsInvalid";
    case "topic":
      return topicNamed(value, topics) === undefined ? "topicIsUnknown" : null;
    case "status":
      return statusWords.some(status => status === value.toLowerCase()) ? null : "statusCannotBeSet";
    case "integration":
    case "note":
    case "send":
    case "help":
      return null;
  }
}

/** Rough: the server says the last word. */
function isAddress(value: string): boolean {
  return value.length <= emailLengthMax && /^[^\s@,;:<>()[\]"\\]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]{2,}$/.test(value);
}
