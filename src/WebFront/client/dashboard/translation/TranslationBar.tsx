import { NativeSelect, Switch } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import { session } from "../session/session";
import { ownLanguage } from "../settings/settings";
import { useStore } from "../store";
import { languageName, languageOptions } from "./languages";
import classes from "./TranslationBar.module.css";
import { useTranslationState } from "./useTranslation";

/** The switch of Live Translation above the field, its language, and what helps an engine. */
export function TranslationBar({ id }: { id: ConversationId }): ReactElement | null {
  const { t, i18n } = useTranslation();
  const { translation } = useDesk();
  const isConnected = useDeskState(desk => desk.link === "connected");
  const state = useTranslationState(id);
  const language = state?.language ?? null;
  const targets = state?.targets ?? "loading";
  const offered = typeof targets === "string" ? [] : targets.languages;
  const isOn = language !== null;
  // One that is no longer offered stays chosen until she chooses another.
  const options = languageOptions(language === null || offered.includes(language) ? offered : [language, ...offered], i18n.language);
  const canSetUp = useStore(session, current => current.kind === "signedIn" && current.signedIn.me.role !== "agent");
  // Who can change nothing about it is not told of it again and again.
  if (!isOn && !canSetUp && typeof targets !== "string" && targets.problem === "notSetUp") return null;
  const trouble = targets === "failed" ? t("translation.unavailable")
    : targets !== "loading" && targets.problem !== null
      ? t(`translation.off.${targets.problem}`, { language: languageName(ownLanguage(), i18n.language) }) : null;
  return (
    <div className={classes.bar} role="group" aria-label={t("translation.title")}>
      <IconLanguage size={16} aria-hidden />
      <Switch size="xs" label={t("translation.title")} checked={isOn} disabled={!isOn && (!isConnected || offered.length === 0)}
        onChange={event => { translation.turn(id, event.currentTarget.checked); }} />
      {isOn && (
        <NativeSelect size="xs" aria-label={t("translation.language")} value={language} data={options}
          onChange={event => { translation.choose(id, event.currentTarget.value); }} />
      )}
      {(isOn || trouble !== null) && (
        <span className={classes.hint} data-is-trouble={isOn && trouble !== null}>{trouble ?? t("translation.hint")}</span>
      )}
    </div>
  );
}
