import { IconAt } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { timeWords } from "../format/time";
import { useNow } from "../format/useNow";
import { useDeskState } from "../desk/deskContext";
import classes from "./InboxPane.module.css";

const shownMax = 3;

/** Notes that name this operator and that she has not looked at, newest first; each leads to its conversation. */
export function Mentions(): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const mentions = useDeskState(desk => desk.inbox?.mentions ?? null) ?? [];
  const operators = useDeskState(desk => desk.inbox?.account.operators ?? null);
  return (
    <div role="status" aria-label={t("mentions.label")}>
      {mentions.slice(-shownMax).reverse().map(mention => (
        <Link key={`${mention.conversationId}-${String(mention.noteSeq)}`} className={classes.mention}
          to="/inbox/$conversationId" params={{ conversationId: mention.conversationId }}>
          <IconAt size={15} aria-hidden />
          <span>{t("mentions.inNote", {
            name: operators?.find(one => one.operatorId === mention.authorId)?.name ?? t("system.somebody"),
          })}</span>
          <time dateTime={mention.at}>{timeWords(mention.at, now, i18n.language, t)}</time>
        </Link>
      ))}
      {mentions.length > shownMax && <p className={classes.more}>{t("mentions.more", { count: mentions.length - shownMax })}</p>}
    </div>
  );
}
