import { Button, Menu } from "@mantine/core";
import { IconArrowForwardUp, IconCheck, IconMail, IconPlugConnected } from "@tabler/icons-react";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import { AddressQuestion } from "./AddressQuestion";
import classes from "./ActionsBar.module.css";
import { ForwardQuestion } from "./ForwardQuestion";

interface ActionsBarProps {
  readonly head: ConversationView;
  readonly canEnd: boolean;
  readonly onEnd: () => void;
}

/** What operators do often, one press away. Each is a command that could be typed as well. */
export function ActionsBar({ head, canEnd, onEnd }: ActionsBarProps): ReactElement {
  const { t } = useTranslation();
  const isConnected = useDeskState(desk => desk.link === "connected");
  return (
    <div className={classes.bar} role="group" aria-label={t("actions.label")}>
      <TranscriptMenu head={head} isDisabled={!isConnected} />
      {head.status !== "ended" && <ForwardButton head={head} isDisabled={!isConnected} />}
      <IntegrationMenu head={head} isDisabled={!isConnected} />
      {canEnd && (
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconCheck size={15} aria-hidden />}
          disabled={!isConnected} onClick={onEnd}>{t("actions.end")}</Button>
      )}
    </div>
  );
}

function ForwardButton({ head, isDisabled }: { head: ConversationView; isDisabled: boolean }): ReactElement {
  const { t } = useTranslation();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconArrowForwardUp size={15} aria-hidden />}
        disabled={isDisabled} onClick={() => { setIsAsking(true); }}>{t("actions.forward")}</Button>
      <ForwardQuestion head={head} isOpen={isAsking} onClose={() => { setIsAsking(false); }} />
    </>
  );
}

function TranscriptMenu({ head, isDisabled }: { head: ConversationView; isDisabled: boolean }): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const id = head.conversationId;
  const isBusy = useDeskState(desk => desk.busy.has(id));
  const [isAsking, setIsAsking] = useState(false);
  const isEnded = head.status === "ended";
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconMail size={15} aria-hidden />}
            disabled={isDisabled} loading={isBusy}>{t("conversation.sendTranscript")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!isEnded} onClick={() => void actions.runWithNotice(id, "$send")}>
            {t(isEnded ? "actions.toContact" : "actions.toContactLater")}
          </Menu.Item>
          <Menu.Item onClick={() => { setIsAsking(true); }}>{t("actions.toAddress")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AddressQuestion id={id} isOpen={isAsking} onClose={() => { setIsAsking(false); }} />
    </>
  );
}

/** Only where the account has some. */
function IntegrationMenu({ head, isDisabled }: { head: ConversationView; isDisabled: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const integrations = useDeskState(desk => desk.inbox?.account.integrations ?? null);
  if (integrations === null || integrations.length === 0) return null;
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconPlugConnected size={15} aria-hidden />}
          disabled={isDisabled}>{t("actions.integrations")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {integrations.map(name => (
          <Menu.Item key={name} onClick={() => void actions.runWithNotice(head.conversationId, `$integration ${name}`)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
