import { Button, Modal } from "@mantine/core";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import { contactName } from "../person/person";
import classes from "./ConversationPane.module.css";

export function EndQuestion(
  { head, isOpen, onClose }: { head: ConversationView; isOpen: boolean; onClose: () => void },
): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const id = head.conversationId;
  const isBusy = useDeskState(desk => desk.busy.has(id));
  const end = async (): Promise<void> => {
    await actions.end(id);
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("conversation.endQuestion")} size={400}
      closeButtonProps={{ "aria-label": t("close") }}>
      <p>{t("conversation.endDetail", { name: contactName(head, t) })}</p>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>{t("cancel")}</Button>
        <Button data-autofocus loading={isBusy} onClick={() => void end()}>{t("conversation.end")}</Button>
      </div>
    </Modal>
  );
}
