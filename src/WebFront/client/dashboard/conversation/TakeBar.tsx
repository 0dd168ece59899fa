import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import classes from "./ConversationPane.module.css";
import { Stars } from "./Stars";

interface TakeBarProps {
  readonly head: ConversationView;
  readonly isMine: boolean;
  readonly isNoting: boolean;
  readonly onNote: () => void;
}

/** In the composer's place where this operator does not write to the contact. */
export function TakeBar({ head, isMine, isNoting, onNote }: TakeBarProps): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const isBusy = useDeskState(desk => desk.busy.has(head.conversationId));
  const isConnected = useDeskState(desk => desk.link === "connected");
  const isEnded = head.status === "ended";
  return (
    <div className={classes.takeBar}>
      <p>{isEnded ? t("conversation.ended") : head.assignee === null
        ? t("conversation.nobodyHas") : t("conversation.otherHas", { name: head.assignee.name })}
      {isEnded && head.rating !== null && <>{" "}<Stars stars={head.rating.stars} /></>}</p>
      <div>
        {!isNoting && <Button variant="default" onClick={onNote}>{t("conversation.addNote")}</Button>}
        {!isEnded && !isMine && (
          <Button loading={isBusy} disabled={!isConnected} onClick={() => void actions.assign(head)}>
            {t(head.assignee === null ? "conversation.assign" : "conversation.takeOver")}
          </Button>
        )}
      </div>
    </div>
  );
}
