import { IconEye } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../protocol/protocol";
import { useDeskState } from "../desk/deskContext";
import classes from "./ConversationPane.module.css";

/** Who else of the operators looks at this conversation, and who of them is writing. */
export function Colleagues({ conversationId }: { conversationId: ConversationId }): ReactElement {
  const { t, i18n } = useTranslation();
  const me = useDeskState(desk => desk.inbox?.me.operatorId ?? "");
  const typing = useDeskState(desk => desk.conversations.get(conversationId)?.typing ?? null);
  const viewers = useDeskState(desk => desk.conversations.get(conversationId)?.viewers ?? null);
  const writers = (typing ?? []).filter(hint => hint.author.kind === "operator");
  const writing = writers.map(hint => hint.author.name ?? t("system.somebody"));
  const looking = (viewers?.operators ?? []).filter(one =>
    one.operatorId !== me && !writers.some(hint => hint.author.operatorId === one.operatorId)).map(one => one.name);
  const names = (list: readonly string[]): string => new Intl.ListFormat(i18n.language).format(list);
  return (
    <div role="status">
      {writing.length + looking.length > 0 && (
        <p className={classes.colleagues}>
          <IconEye size={14} aria-hidden />
          {writing.length > 0 && <b>{t("guards.writing", { names: names(writing), count: writing.length })}</b>}
          {looking.length > 0 && <span>{t("guards.looking", { names: names(looking), count: looking.length })}</span>}
        </p>
      )}
    </div>
  );
}
