import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { TFunction } from "i18next";
import type { ContactView, ConversationView } from "../../protocol/protocol";
import type { ProfileField } from "../desk/actions";
import { useDesk, useDeskState } from "../desk/deskContext";
import { fullTime } from "../format/time";
import classes from "./ContactPanel.module.css";
import { EditableFact, type EditRefusal } from "./EditableFact";
import { Fact, languageName } from "./Fact";

/** What is known of the contact: her own fields and the account's, each edited where it stands; then what the product has counted. */
export function ContactFacts({ head, contact }: { head: ConversationView; contact: ContactView }): ReactElement {
  const { t, i18n } = useTranslation();
  const { actions } = useDesk();
  const isConnected = useDeskState(desk => desk.link === "connected");
  const fields = useDeskState(desk => desk.inbox?.account.customFields ?? null);
  const save = (field: ProfileField) => async (value: string | null, expected: string | null): Promise<EditRefusal | null> => {
    const reason = await actions.editContact(head.conversationId, field, value, expected);
    if (reason !== "contactFieldWasEdited") return reason === null ? null : { words: refusal(reason, t) };
    const read = await actions.readContact(head.contactId);
    if (read === null) return { words: t("contact.refused_unavailable") };
    const now = valueOf(read, field);
    return { words: t("contact.refused_contactFieldWasEdited", { value: now ?? t("contact.none") }), now };
  };
  const own = (name: "name" | "email" | "phone" | "company"): ReactElement => (
    <EditableFact key={name} label={t(`contact.${name}`)} value={contact[name]} kind="text" isDisabled={!isConnected}
      onSave={save({ kind: "own", name })}>
      {name === "email" && contact.email !== null
        ? <a href={`mailto:${encodeURIComponent(contact.email).replace("%40", "@")}`}>{contact.email}</a> : undefined}
    </EditableFact>
  );
  return (
    <dl className={classes.facts}>
      {own("name")}
      {own("email")}
      {own("phone")}
      {own("company")}
      {(fields ?? []).map(field => {
        const value = contact.customFields.find(one => one.key === field.key)?.value ?? null;
        return (
          <EditableFact key={field.key} label={field.label} value={value} kind={field.kind} choices={field.choices}
            isDisabled={!isConnected} onSave={save({ kind: "custom", name: field.key })}>
            {value !== null && field.kind === "date" ? day(value, i18n.language) : undefined}
          </EditableFact>
        );
      })}
      {contact.locale !== null && <Fact name={t("contact.locale")}>{languageName(contact.locale, i18n.language)}</Fact>}
      <Fact name={t("contact.first")}>{fullTime(contact.createdAt, i18n.language)}</Fact>
      <Fact name={t("contact.conversations")}>{contact.conversations}</Fact>
    </dl>
  );
}

function valueOf(contact: ContactView, field: ProfileField): string | null {
  return field.kind === "own" ? contact[field.name] : contact.customFields.find(one => one.key === field.name)?.value ?? null;
}

function day(value: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${value}T00:00:00Z`));
}

function refusal(reason: string, t: TFunction): string {
  switch (reason) {
    case "nameIsInvalid":
    case "emailIsInvalid":
    case "contactFieldIsInvalid":
    case "customFieldNotFound":
    case "unavailable":
      return t(`contact.refused_${reason}`);
    case "storeIsUnavailable":
      return t("contact.refused_unavailable");
    default:
      return t("contact.refused_other");
  }
}
