import { Button, Modal, Select, Textarea } from "@mantine/core";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { AccountView, ConversationView } from "../../protocol/protocol";
import type { ForwardTarget } from "../desk/actions";
import { useDesk, useDeskState } from "../desk/deskContext";
import { forwardRefusal } from "./commandWords";
import classes from "./ConversationPane.module.css";

interface ForwardQuestionProps {
  readonly head: ConversationView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks to whom a conversation is handed on, and what they should know. It stays open, with all that was written, until it has been. */
export function ForwardQuestion({ head, isOpen, onClose }: ForwardQuestionProps): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const account = useDeskState(desk => desk.inbox?.account ?? null);
  const [target, setTarget] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const close = (): void => {
    setTarget(null);
    setComment("");
    setProblem(null);
    onClose();
  };
  const forward = async (to: ForwardTarget): Promise<void> => {
    setIsBusy(true);
    const reason = await actions.forward(head, to, comment);
    setIsBusy(false);
    if (reason === null) close();
    else setProblem(forwardRefusal(reason, t));
  };
  const chosen = targetOf(target);
  return (
    <Modal opened={isOpen} onClose={close} title={t("actions.forwardTitle")} size={440} closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={event => {
        event.preventDefault();
        if (chosen !== null) void forward(chosen);
      }}>
        <Select data-autofocus label={t("actions.forwardTo")} placeholder={t("actions.forwardChoose")} searchable value={target}
          nothingFoundMessage={t("actions.forwardNobody")} data={targets(account, head, t("actions.operators"), t("actions.groups"))}
          onChange={setTarget} error={problem} mb="sm" comboboxProps={{ withinPortal: true }} />
        <Textarea label={t("actions.forwardComment")} description={t("actions.forwardCommentHint")} value={comment} autosize minRows={3}
          maxRows={8} mb="md" onChange={event => { setComment(event.currentTarget.value); }} />
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>{t("cancel")}</Button>
          <Button type="submit" loading={isBusy} disabled={chosen === null}>{t("actions.forward")}</Button>
        </div>
      </form>
    </Modal>
  );
}

/** Everybody but the one who has it. */
function targets(
  account: AccountView | null, head: ConversationView, operators: string, groups: string,
): { group: string; items: { value: string; label: string }[] }[] {
  const others = (account?.operators ?? []).filter(one => one.operatorId !== head.assignee?.operatorId);
  return [
    { group: operators, items: others.map(one => ({ value: `operator ${one.operatorId}`, label: one.name })) },
    { group: groups, items: (account?.groups ?? []).map(one => ({ value: `group ${one.groupId}`, label: one.name })) },
  ];
}

function targetOf(value: string | null): ForwardTarget | null {
  const [kind, id] = value?.split(" ") ?? [];
  return id !== undefined && (kind === "operator" || kind === "group") ? { kind, id } : null;
}
