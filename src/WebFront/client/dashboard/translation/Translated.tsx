import { IconLanguage } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView, Translation } from "../../protocol/protocol";
import { useDesk } from "../desk/deskContext";
import { contactName } from "../person/person";
import { languageName } from "./languages";
import classes from "./Translated.module.css";

interface TranslatedProps {
  readonly head: ConversationView;
  readonly translation: Translation | "loading";
  /** Hers, which the contact reads in another language; otherwise the contact's, which she reads in her own. */
  readonly isOurs: boolean;
  readonly seq: number;
  /** The other one of the two texts is shown. */
  readonly isTurned: boolean;
  readonly onTurn: () => void;
}

/** Below a message: that it is translated, and the way to the other text. */
export function TranslationMark(props: TranslatedProps): ReactElement {
  const { head, translation, isOurs, isTurned } = props;
  const { t, i18n } = useTranslation();
  const desk = useDesk();
  if (translation === "loading") return <span className={classes.mark}>{t("translation.working")}</span>;
  if (translation.problem !== null || translation.text === null) {
    const problem = translation.problem ?? "engineFailed";
    return (
      <>
        <span className={classes.failed}>
          {t(isOurs ? "translation.sentAsWritten" : "translation.shownAsWritten", { why: t(`translation.problem.${problem}`) })}
        </span>
        {!isOurs && (
          <button type="button" onClick={() => { desk.translation.retry(head.conversationId, props.seq); }}>{t("tryAgain")}</button>
        )}
      </>
    );
  }
  const name = languageName(isOurs ? translation.language : desk.translation.of(head.conversationId).language ?? "", i18n.language);
  return (
    <>
      <span className={classes.mark}>
        <IconLanguage size={13} aria-hidden />
        {t(isOurs ? "translation.readIn" : "translation.writtenIn", { language: name, name: contactName(head, t) })}
      </span>
      <button type="button" aria-expanded={isOurs ? isTurned : undefined} onClick={props.onTurn}>
        {t(isOurs === isTurned ? isOurs ? "translation.hideTranslation" : "translation.showOriginal"
          : isOurs ? "translation.showTranslation" : "translation.showTranslated")}
      </button>
    </>
  );
}
