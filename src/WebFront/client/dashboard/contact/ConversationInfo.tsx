import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ContactView, ConversationView, RoutingDecision } from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import { useDeskState } from "../desk/deskContext";
import { Stars } from "../conversation/Stars";
import { fullTime } from "../format/time";
import { Fact, languageName } from "./Fact";
import classes from "./ContactPanel.module.css";

export function ConversationInfo({ head }: { head: ConversationView }): ReactElement {
  const { t, i18n } = useTranslation();
  const account = useDeskState(desk => desk.inbox?.account ?? null);
  const messages = useDeskState(desk => countMessages(desk.conversations.get(head.conversationId)));
  const contact = useDeskState(desk => desk.contacts.get(head.contactId));
  const visits = useDeskState(desk => desk.visits.get(head.contactId));
  const topics = account?.topics.filter(topic => head.topics.includes(topic.topicId)).map(topic => topic.name) ?? [];
  const widget = account?.widgets.find(known => known.widgetId === head.widgetId);
  const group = account?.groups.find(known => known.groupId === head.groupId);
  return (
    <>
      <dl className={classes.facts}>
        {head.subject !== null && head.subject !== "" && <Fact name={t("contact.subject")}>{head.subject}</Fact>}
        <Fact name={t("contact.operator")}>{head.assignee?.name ?? t("contact.nobody")}</Fact>
        <Fact name={t("contact.status")}>{t(`status.${head.status}`)}</Fact>
        {head.status !== "ended" && <Fact name={t("contact.mode")}>{t(`mark.${head.mode}`)}</Fact>}
        <Fact name={t("contact.language")}>{languageName(head.locale, i18n.language)}</Fact>
        <Fact name={t("contact.topics")}>{topics.length > 0 ? topics.join(", ") : t("contact.noTopics")}</Fact>
        {widget !== undefined && <Fact name={t("contact.widget")}>{widget.name}</Fact>}
        {widget !== undefined && (
          <Fact name={t("contact.privacy")}>{t(widget.isPrivate ? "contact.privacyOn" : "contact.privacyOff")}</Fact>
        )}
        {group !== undefined && <Fact name={t("contact.group")}>{group.name}</Fact>}
        <Fact name={t("contact.started")}>{fullTime(head.createdAt, i18n.language)}</Fact>
        <Fact name={t("contact.lastActivity")}>{fullTime(head.lastActivityAt, i18n.language)}</Fact>
        {messages !== null && <Fact name={t("contact.messages")}>{messages}</Fact>}
        {widget?.isPrivate === false && (
          <>
            {visitsOf(contact) !== null && <Fact name={t("contact.visits")}>{visitsOf(contact)}</Fact>}
            {visits !== undefined && visits !== "failed" && <Fact name={t("contact.impressions")}>{visits.visits?.impressions ?? 0}</Fact>}
          </>
        )}
        {head.rating !== null && <Fact name={t("contact.rating")}><Stars stars={head.rating.stars} /></Fact>}
      </dl>
      <Why head={head} />
    </>
  );
}

/** The router's last decision, in words: who was asked about, and what made the difference. */
function Why({ head }: { head: ConversationView }): ReactElement | null {
  const { t } = useTranslation();
  const decision = useDeskState(desk => lastDecision(desk.conversations.get(head.conversationId)));
  const operators = useDeskState(desk => desk.inbox?.account.operators ?? null);
  if (decision === null || decision.operatorId !== head.assignee?.operatorId) return null;
  const name = head.assignee.name;
  const isOnlyOne = decision.candidates.length === 1 && decision.rule !== "assignedOperator" && decision.rule !== "sticky";
  const nameOf = (id: string): string =>
    operators?.find(operator => operator.operatorId === id)?.name ?? t("system.somebody");
  return (
    <div className={classes.why}>
      <b>{t("contact.why", { name })}</b>
      {t(`contact.rule_${isOnlyOne ? "onlyOne" : decision.rule}`, { name })}
      <details>
        <summary>{t("contact.candidates", { count: decision.candidates.length })}</summary>
        <ul>
          {decision.candidates.map(candidate => (
            <li key={candidate.operatorId}>
              {nameOf(candidate.operatorId)} <span>· {t("contact.freeSlots", { count: candidate.freeSlots })}
                {candidate.speaksLanguage && <> · {t("contact.speaks")}</>}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** As many as are here; "50+" when there are older ones. */
function countMessages(state: ConversationState | undefined): string | null {
  if (state === undefined) return null;
  const count = state.entries.filter(entry => entry.event.type === "messagePosted").length;
  return state.hasOlder ? `${count}+` : String(count);
}

function visitsOf(contact: ContactView | "failed" | undefined): number | null {
  return contact === undefined || contact === "failed" ? null : contact.visits;
}

function lastDecision(state: ConversationState | undefined): RoutingDecision | null {
  const assigned = state?.entries.findLast(entry => entry.event.type === "operatorAssigned");
  return assigned?.event.type === "operatorAssigned" ? assigned.event.decision : null;
}
