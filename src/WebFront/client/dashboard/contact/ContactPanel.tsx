import { useEffect, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ContactView, ConversationView } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import { timeWords } from "../format/time";
import { useNow } from "../format/useNow";
import { Avatar } from "../person/Avatar";
import { contactName } from "../person/person";
import classes from "./ContactPanel.module.css";
import { ContactFacts } from "./ContactFacts";
import { ConversationInfo } from "./ConversationInfo";
import { CustomData } from "./CustomData";
import { LocationSection } from "./LocationSection";
import { NotesSection } from "./NotesSection";
import { PanelSection } from "./PanelSection";
import { VisitedPages } from "./VisitedPages";

export function ContactPanel({ head }: { head: ConversationView }): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const contact = useDeskState(desk => desk.contacts.get(head.contactId));
  const isConnected = useDeskState(desk => desk.link === "connected");
  // Read again when she comes, goes or gives a name; of the rest of her profile a push tells (desk/desk.ts).
  useEffect(() => {
    if (isConnected) void actions.readContact(head.contactId);
  }, [actions, head.contactId, head.contactIsPresent, head.contactName, isConnected]);
  const isPrivate = useDeskState(desk => desk.inbox?.account.widgets.find(widget => widget.widgetId === head.widgetId)?.isPrivate ?? true);
  const visits = useDeskState(desk => desk.visits.get(head.contactId));
  // Of each page a push tells.
  useEffect(() => {
    if (isConnected && !isPrivate) void actions.readVisits(head.contactId);
  }, [actions, head.contactId, head.contactIsPresent, isConnected, isPrivate]);
  const known = contact === undefined || contact === "failed" ? null : contact;
  return (
    <div className={classes.panel}>
      <PanelSection name="contact" title={t("contact.info")}>
        <Person head={head} contact={known} />
        {contact === "failed" ? <p className={classes.soft} role="alert">{t("contact.failed")}</p>
          : known !== null && <ContactFacts head={head} contact={known} />}
      </PanelSection>
      <PanelSection name="conversation" title={t("contact.conversationInfo")}>
        <ConversationInfo head={head} />
      </PanelSection>
      {contact !== "failed" && <LocationSection contact={contact} isPrivate={isPrivate} />}
      {known?.customData != null && known.customData !== "" && (
        <PanelSection name="customData" title={t("contact.customData")}>
          <CustomData json={known.customData} previous={known.previousCustomData} />
        </PanelSection>
      )}
      {!isPrivate && (
        <PanelSection name="pages" title={t("pages.title")} count={visits === undefined || visits === "failed" ? 0 : visits.visits?.pages.length ?? 0}>
          <VisitedPages read={visits} />
        </PanelSection>
      )}
      <NotesSection head={head} />
    </div>
  );
}

function Person({ head, contact }: { head: ConversationView; contact: ContactView | null }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const name = contactName(head, t);
  const isPresent = head.contactIsPresent;
  const lastSeen = contact?.lastSeenAt ?? null;
  const words = isPresent ? t("contact.online") : lastSeen === null ? t("contact.offline")
    : t("contact.lastSeen", { time: timeWords(lastSeen, now, i18n.language, t) });
  return (
    <div className={classes.person}>
      <Avatar id={head.contactId} name={head.contactName} size={40} />
      <div>
        <b dir="auto">{name}</b>
        <span className={classes.presence} data-is-present={isPresent}><i aria-hidden="true" />{words}</span>
      </div>
    </div>
  );
}
