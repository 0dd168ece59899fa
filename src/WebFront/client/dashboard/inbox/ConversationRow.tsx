import { Link } from "@tanstack/react-router";
import { memo, useSyncExternalStore, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView, OperatorId } from "../../protocol/protocol";
import { urgencyOf } from "../../state/inbox/inboxOrder";
import { ModeMark, modeOf } from "../conversation/ModeMark";
import { useDesk, useDeskState } from "../desk/deskContext";
import { timeWords, waitWords } from "../format/time";
import { useNow } from "../format/useNow";
import { Avatar } from "../person/Avatar";
import { contactName } from "../person/person";
import classes from "./ConversationRow.module.css";

interface RowProps {
  readonly head: ConversationView;
  readonly isOpen: boolean;
  /** It has left the list, but the pointer rests there. */
  readonly isGone: boolean;
  readonly me: OperatorId;
}

export const ConversationRow = memo(function ConversationRow({ head, isOpen, isGone, me }: RowProps): ReactElement {
  const { t } = useTranslation();
  const name = contactName(head, t);
  const isTold = head.status === "new" || head.status === "pending" || head.status === "ended";
  return (
    <li>
      <Link to="/inbox/$conversationId" params={{ conversationId: head.conversationId }} data-row={head.conversationId}
        className={[classes.row, head.unread > 0 ? classes.unread : "", isGone ? classes.gone : ""].join(" ")}
        {...(isOpen ? { "aria-current": "true" as const } : {})}>
        <Avatar id={head.contactId} name={head.contactName} size={34} />
        <span className={classes.text}>
          <span className={classes.line}>
            <ModeMark mode={modeOf(head)} />
            <span className={classes.name}>{name}</span>
            {isTold && <span className={classes.status} data-status={head.status}>{t(`status.${head.status}`)}</span>}
            <RowTime head={head} />
          </span>
          <span className={classes.line}>
            <RowPreview head={head} me={me} />
            {head.unread > 0 && <span className={classes.count} role="img"
              aria-label={t("list.unread", { count: head.unread })}>{head.unread}</span>}
          </span>
        </span>
      </Link>
    </li>
  );
});

/** How long the contact waits, or when it was last talked; with the bar that says how urgent it is. */
function RowTime({ head }: { head: ConversationView }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(head.unansweredSince === null ? 30_000 : 1_000);
  const urgency = urgencyOf(head, now);
  const isWaiting = urgency !== "answered" && head.unansweredSince !== null;
  const since = isWaiting ? waitWords(now - Date.parse(head.unansweredSince ?? ""), t) : "";
  return (
    <>
      <span className={classes.urgency} data-urgency={urgency} aria-hidden="true" />
      {isWaiting
        ? (
          <span className={classes.time} data-urgency={urgency} title={t("list.waiting", { time: since })}>
            {since}
          </span>
        )
        : <span className={classes.time}>{timeWords(head.lastActivityAt, now, i18n.language, t)}</span>}
    </>
  );
}

function RowPreview({ head, me }: { head: ConversationView; me: OperatorId }): ReactElement {
  const { t } = useTranslation();
  const { drafts } = useDesk();
  const id = head.conversationId;
  const hasDraft = useSyncExternalStore(drafts.subscribe, () => drafts.has(id));
  const hasFailed = useDeskState(state =>
    state.conversations.get(id)?.pending.some(pending => pending.state === "failed") ?? false);
  const { preview } = head;
  const isOwn = preview?.author.operatorId === me;
  const text = preview === null ? t("list.noMessage")
    : isOwn ? t("list.youPrefix", { text: preview.text }) : preview.text;
  return (
    <span className={classes.preview}>
      {hasFailed && <span className={classes.draft}>{t("list.failedMark")} · </span>}
      {hasDraft && !hasFailed && <span className={classes.draft}>{t("list.draft")} · </span>}
      {text}
    </span>
  );
}
