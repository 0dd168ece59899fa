// The sentence for each thing that happened in a conversation, seen from the desk.
import type { TFunction } from "i18next";
import type { AccountView, ConversationView, TimelineEntry } from "../../protocol/protocol";
import { contactName } from "../person/person";

export function systemWords(
  entry: TimelineEntry, head: ConversationView, account: AccountView | null, t: TFunction,
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
    case "messagePosted":
    case "noteAdded":
      return event.text;
  }
}
