import { useEffect, useMemo, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ContactView, ConversationView } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import { fullTime, timeWords } from "../format/time";
import { useNow } from "../format/useNow";
import { Avatar } from "../person/Avatar";
import { contactName } from "../person/person";
import classes from "./ContactPanel.module.css";
import { ConversationInfo } from "./ConversationInfo";
import { Fact, languageName } from "./Fact";
import { NotesSection } from "./NotesSection";
import { PanelSection } from "./PanelSection";

export function ContactPanel({ head }: { head: ConversationView }): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const contact = useDeskState(desk => desk.contacts.get(head.contactId));
  const isConnected = useDeskState(desk => desk.link === "connected");
  const recordedAt = useDeskState(desk => desk.conversations.get(head.conversationId)?.entries
    .findLast(entry => entry.event.type === "contactInfoRecorded")?.seq ?? 0);
  // Read again when she comes, goes or gives a name: no feed tells the desk about a contact's profile.
  useEffect(() => {
    if (isConnected) void actions.readContact(head.contactId);
  }, [actions, head.contactId, head.contactIsPresent, head.contactName, recordedAt, isConnected]);
  const known = contact === undefined || contact === "failed" ? null : contact;
  return (
    <div className={classes.panel}>
      <PanelSection name="contact" title={t("contact.info")}>
        <Person head={head} contact={known} />
        {contact === "failed" ? <p className={classes.soft} role="alert">{t("contact.failed")}</p>
          : known !== null && <ContactFacts contact={known} />}
      </PanelSection>
      <PanelSection name="conversation" title={t("contact.conversationInfo")}>
        <ConversationInfo head={head} />
      </PanelSection>
      {known?.customData != null && known.customData !== "" && (
        <PanelSection name="customData" title={t("contact.customData")}>
          <CustomData json={known.customData} />
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

function ContactFacts({ contact }: { contact: ContactView }): ReactElement {
  const { t, i18n } = useTranslation();
  const hasNothing = contact.email === null && contact.phone === null && contact.company === null;
  return (
    <>
      {hasNothing && <p className={classes.soft}>{t("contact.unknown")}</p>}
      <dl className={classes.facts}>
        {contact.email !== null && (
          <Fact name={t("contact.email")}>
            <a href={`mailto:${encodeURIComponent(contact.email).replace("%40", "@")}`}>{contact.email}</a>
          </Fact>
        )}
        {contact.phone !== null && <Fact name={t("contact.phone")}>{contact.phone}</Fact>}
        {contact.company !== null && <Fact name={t("contact.company")}>{contact.company}</Fact>}
        {contact.locale !== null && (
          <Fact name={t("contact.locale")}>{languageName(contact.locale, i18n.language)}</Fact>
        )}
        <Fact name={t("contact.first")}>{fullTime(contact.createdAt, i18n.language)}</Fact>
        <Fact name={t("contact.visits")}>{contact.visits}</Fact>
        <Fact name={t("contact.conversations")}>{contact.conversations}</Fact>
      </dl>
    </>
  );
}

function CustomData({ json }: { json: string }): ReactElement {
  const pretty = useMemo(() => {
    try {
      return JSON.stringify(JSON.parse(json), null, 2);
    } catch {
      return json;
    }
  }, [json]);
  return <pre className={classes.data} tabIndex={0}>{pretty}</pre>;
}
