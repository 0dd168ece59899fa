// The sentence for each thing that happened in a conversation, seen from the desk.
import type { TFunction } from "i18next";
import type { AccountView, ConversationView, TimelineEntry } from "../../protocol/protocol";
import { languageName } from "../contact/Fact";
import { contactName } from "../person/person";

export function systemWords(
  entry: TimelineEntry, head: ConversationView, account: AccountView | null, t: TFunction, language: string,
): string {
  const { event, author } = entry;
  const contact = contactName(head, t);
  const name = author.kind === "contact" ? contact : author.name ?? t("system.somebody");
  switch (event.type) {
    case "conversationStarted":
      return t("system.started", { name: contact });
    case "operatorAssigned": {
      const previous = account?.operators.find(operator => operator.operatorId === event.previousOperatorId);
      return previous === undefined
        ? t("system.joined", { name: event.operatorName })
        : t("system.tookOver", { name: event.operatorName, previous: previous.name });
    }
    case "conversationForwarded":
      return event.comment === null
        ? t("system.forwarded", { name, target: event.name })
        : t("system.forwardedWith", { name, target: event.name, comment: event.comment });
    case "wentLive":
      return t("system.live", { name: event.operatorName });
    case "turnedAsynchronous":
      return t(`system.async_${event.reason}`, { contact });
    case "statusChanged":
      return author.kind === "system"
        ? t("system.statusPlain", { status: t(`status.${event.status}`) })
        : t("system.status", { name, status: t(`status.${event.status}`) });
    case "conversationEnded":
      return author.kind === "system" ? t("system.ended") : t("system.endedBy", { name });
    case "conversationReopened":
      return t("system.reopened");
    case "conversationRated":
      return t("system.rated", { name: contact });
    case "contactInfoRecorded":
      return event.value === null
        ? t(`system.${event.field}Cleared`, { name })
        : t(`system.${event.field}Set`, { name, value: event.value });
    case "customFieldRecorded":
      return event.value === null
        ? t("system.fieldCleared", { name, field: event.label })
        : t("system.fieldSet", { name, field: event.label, value: event.value.replaceAll("\n", ", ") });
    case "localeChanged":
      return t("system.locale", { name, language: languageName(event.locale, language) });
    case "topicAdded":
    case "topicRemoved": {
      const topic = account?.topics.find(known => known.topicId === event.topicId)?.name ?? t("system.someTopic");
      return t(event.type === "topicAdded" ? "system.topicAdded" : "system.topicRemoved", { name, topic });
    }
    case "transcriptQueued":
      return t(event.isForItsContact ? "system.transcriptToContact" : "system.transcript", { name, address: event.recipient });
    case "noteEdited":
      return t("system.noteEdited", { name });
    case "noteDeleted":
      return t("system.noteDeleted", { name });
    case "transcriptDelivered":
      return event.problem === null
        ? t(event.isForItsContact ? "system.mailedToContact" : "system.mailed", { address: event.recipient })
        : t("system.notMailed", { address: event.recipient, why: t(`mailProblem.${event.problem}`) });
    case "integrationQueued":
      return t("system.integration", { name, integration: event.name });
    case "integrationAnswered":
      return event.problem === null
        ? t("system.integrationAnswered", { integration: event.name })
        : t("system.integrationFailed", { integration: event.name, why: t(`integrationProblem.${event.problem}`) });
    case "messagePosted":
    case "noteAdded":
      return event.text;
  }
}
