import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowLeft, IconCheck, IconCircleCheck, IconClockPause, IconDots, IconLayoutSidebarRight, IconMessageCircle,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import { isMine } from "../desk/deskState";
import { Avatar } from "../person/Avatar";
import { contactName } from "../person/person";
import classes from "./ConversationPane.module.css";
import { ModeMark, modeOf } from "./ModeMark";

interface HeaderProps {
  readonly head: ConversationView;
  readonly isInfoShown: boolean;
  readonly onInfo: () => void;
  readonly onEnd: () => void;
}

export function ConversationHeader({ head, isInfoShown, onInfo, onEnd }: HeaderProps): ReactElement {
  const { t } = useTranslation();
  const me = useDeskState(desk => desk.inbox?.me.operatorId ?? "");
  const name = contactName(head, t);
  const canChange = isMine(head, me) && head.status !== "ended";
  return (
    <header className={classes.header}>
      <ActionIcon component={Link} to="/inbox" variant="subtle" color="gray" size="lg" className={classes.back ?? ""}
        aria-label={t("back")}>
        <IconArrowLeft size={18} aria-hidden />
      </ActionIcon>
      <span className="mc-header-avatar"><Avatar id={head.contactId} name={head.contactName} size={32} /></span>
      <div className={classes.who}>
        <h1><span>{name}</span></h1>
        <Facts head={head} />
      </div>
      <div className={classes.tools}>
        {canChange && (
          <Tooltip label={`${t("conversation.end")} (E)`}>
            <Button variant="default" size="xs" leftSection={<IconCheck size={14} aria-hidden />} onClick={onEnd}
              className={classes.endButton ?? ""}>{t("conversation.end")}</Button>
          </Tooltip>
        )}
        {canChange && <StatusMenu head={head} onEnd={onEnd} />}
        <Tooltip label={t("conversation.info")}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("conversation.info")}
            aria-pressed={isInfoShown} onClick={onInfo}>
            <IconLayoutSidebarRight size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

function Facts({ head }: { head: ConversationView }): ReactElement {
  const { t } = useTranslation();
  const topics = useDeskState(desk => desk.inbox?.account.topics ?? null);
  const names = topics?.filter(topic => head.topics.includes(topic.topicId)).map(topic => topic.name) ?? [];
  const mode = modeOf(head);
  return (
    <div className={classes.facts}>
      <span className={mode === "live" ? classes.live : ""}><ModeMark mode={mode} isSilent /> {t(`mark.${mode}`)}</span>
      {head.status !== "ended" && <span>{t(`status.${head.status}`)}</span>}
      {names.length > 0 && <span className={classes.topics}>{names.join(", ")}</span>}
      {head.status !== "ended" && mode !== "live"
        && <span>{t(head.contactIsPresent ? "conversation.present" : "conversation.absent")}</span>}
    </div>
  );
}

function StatusMenu({ head, onEnd }: { head: ConversationView; onEnd: () => void }): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const id = head.conversationId;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("conversation.actions")}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {head.status !== "open" && (
          <Menu.Item leftSection={<IconMessageCircle size={16} aria-hidden />}
            onClick={() => void actions.setStatus(id, "open")}>{t("conversation.setOpen")}</Menu.Item>
        )}
        {head.status !== "pending" && (
          <Menu.Item leftSection={<IconClockPause size={16} aria-hidden />}
            onClick={() => void actions.setStatus(id, "pending")}>{t("conversation.setPending")}</Menu.Item>
        )}
        <Menu.Item leftSection={<IconCircleCheck size={16} aria-hidden />} onClick={onEnd}>
          {t("conversation.end")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
