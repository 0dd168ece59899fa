import { CloseButton } from "@mantine/core";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { TFunction } from "i18next";
import type { ConversationId } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import type { Notice } from "../desk/deskState";
import { refusalWords } from "./commandWords";
import classes from "./ConversationPane.module.css";

/** Says what went otherwise than the operator wanted, and that nothing of hers is lost. */
export function NoticeBar({ conversationId }: { conversationId: ConversationId }): ReactElement {
  const { t } = useTranslation();
  const { actions, drafts } = useDesk();
  const notice = useDeskState(desk => desk.notices.get(conversationId));
  return (
    <div role="alert">
      {notice !== undefined && (
        <div className={classes.notice}>
          <p>{wordsOf(notice, drafts.has(conversationId), t)}</p>
          <CloseButton size="sm" aria-label={t("close")} onClick={() => { actions.dismissNotice(conversationId); }} />
        </div>
      )}
    </div>
  );
}

function wordsOf(notice: Notice, hasDraft: boolean, t: TFunction): string {
  switch (notice.kind) {
    case "taken":
      return notice.operatorName === null
        ? t("conversation.takenBySomebody") : t("conversation.takenDetail", { name: notice.operatorName });
    case "lost":
      return t(hasDraft ? "conversation.lostDraft" : "conversation.lost", { name: notice.operatorName });
    case "command":
      return refusalWords(notice.reason, notice.command, t);
    case "refused":
      return t("conversation.refused");
    case "unavailable":
      return t("conversation.unavailable");
  }
}
