import { Button, Modal, TextInput } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../protocol/protocol";
import { useDesk } from "../desk/deskContext";
import { refusalWords } from "./commandWords";
import classes from "./ConversationPane.module.css";

/** Asks for the address that a transcript goes to. It stays open, with the address, until it has been taken. */
export function AddressQuestion(
  { id, isOpen, onClose }: { id: ConversationId; isOpen: boolean; onClose: () => void },
): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const [address, setAddress] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const close = (): void => {
    setAddress("");
    setProblem(null);
    onClose();
  };
  const send = async (): Promise<void> => {
    setIsBusy(true);
    const command = `$dispatch ${address.trim()}`;
    const reason = await actions.runCommand(id, command);
    setIsBusy(false);
    if (reason === null) close();
    else setProblem(refusalWords(reason, command, t));
  };
  return (
    <Modal opened={isOpen} onClose={close} title={t("conversation.sendTranscript")} size={400}
      closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={event => {
        event.preventDefault();
        void send();
      }}>
        <TextInput data-autofocus label={t("actions.address")} type="email" value={address} error={problem} mb="md"
          onChange={event => { setAddress(event.currentTarget.value); }} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>{t("cancel")}</Button>
          <Button type="submit" loading={isBusy} disabled={address.trim() === ""}>{t("composer.send")}</Button>
        </div>
      </form>
    </Modal>
  );
}
