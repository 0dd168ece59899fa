// What a typed command will do, or why it will not, in a sentence.
import type { TFunction } from "i18next";
import type { ConversationView, TopicView } from "../../protocol/protocol";
import { topicNamed, unknownValue, type ReadCommand } from "../../state/composing/composedText";
import { languageName } from "../contact/Fact";

export function effectWords(
  read: Extract<ReadCommand, { isRight: true }>, head: ConversationView, topics: readonly TopicView[], t: TFunction, language: string,
): string {
  const { word, value } = read;
  switch (word) {
    case "name":
      return value === unknownValue ? t("commands.does_nameUnknown") : t("commands.does_name", { value });
    case "email":
      return value === unknownValue ? t("commands.does_emailUnknown") : t("commands.does_email", { value });
    case "locale":
      return t("commands.does_locale", { value: languageName(value, language) });
    case "note":
      return t("commands.does_note");
    case "send":
      return t("commands.does_send");
    case "dispatch":
      return t("commands.does_dispatch", { value });
    case "integration":
      return t("commands.does_integration", { value });
    case "topic": {
      const topic = topicNamed(value, topics);
      const isThere = topic !== undefined && head.topics.includes(topic.topicId);
      return t(isThere ? "commands.does_topicRemove" : "commands.does_topicAdd", { value: topic?.name ?? value });
    }
    case "status": {
      const status = value.toLowerCase();
      return t("commands.does_status", { value: t(status === "open" || status === "pending" ? `status.${status}` : "status.ended") });
    }
    case "help":
      return t("commands.help_help");
  }
}

/** The reasons are the client's own and the server's; one that is not known here is still said. */
export function refusalWords(reason: string, command: string, t: TFunction): string {
  switch (reason) {
    case "commandIsUnknown":
      return t("commands.wrong_commandIsUnknown", { command: command.split(/\s/)[0] ?? command });
    case "commandNeedsValue":
    case "commandTakesNoValue":
    case "nameIsInvalid":
    case "emailIsInvalid":
    case "localeIsInvalid":
    case "topicIsUnknown":
    case "statusCannotBeSet":
    case "tooManyTopics":
    case "contactHasNoEmail":
    case "mailIsNotSetUp":
    case "tooManyMails":
    case "tooManyCalls":
    case "integrationIsUnknown":
    case "conversationHasNotEnded":
    case "conversationHasEnded":
    case "conversationIsTaken":
    case "conversationIsNotYours":
      return t(`commands.wrong_${reason}`, { command: command.split(/\s/)[0] ?? command });
    case "unavailable":
    case "storeIsUnavailable":
      return t("commands.wrong_unavailable");
    default:
      return t("commands.wrong_other");
  }
}

/** Why a conversation was not handed on. */
export function forwardRefusal(reason: string, t: TFunction): string {
  switch (reason) {
    case "conversationIsThere":
    case "conversationIsTaken":
    case "conversationHasEnded":
    case "textIsTooLong":
    case "unavailable":
      return t(`actions.refused_${reason}`);
    case "storeIsUnavailable":
      return t("actions.refused_unavailable");
    case "operatorNotFound":
    case "groupNotFound":
      return t("actions.refused_notFound");
    default:
      return t("actions.refused_other");
  }
}

/** Why a note was not changed. */
export function noteRefusal(reason: string, t: TFunction): string {
  switch (reason) {
    case "noteNotFound":
    case "noteIsNotYours":
    case "noteWasEdited":
    case "unavailable":
      return t(`notes.refused_${reason}`);
    default:
      return t("notes.refused_other");
  }
}
