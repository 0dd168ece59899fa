import { Popover, Tooltip } from "@mantine/core";
import { IconInbox, IconMail, IconMessages, IconSettings } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../person/Avatar";
import { BrandMark } from "../session/Brand";
import { session } from "../session/session";
import { PersonalSettings } from "../settings/PersonalSettings";
import { changeSettings, settings } from "../settings/settings";
import { useStore } from "../store";
import { useDesk, useDeskState } from "./deskContext";
import { unreadTotal } from "./deskState";
import classes from "./Navigation.module.css";

export function Navigation({ onHelp }: { onHelp: () => void }): ReactElement {
  const { t } = useTranslation();
  const accountName = useStore(session, current => current.kind === "signedIn" ? current.signedIn.accountName : "");
  const unread = useDeskState(unreadTotal);
  const isAdministrator = useStore(session, current => current.kind === "signedIn" && current.signedIn.me.role !== "agent");
  return (
    <nav className={classes.navigation} aria-label={t("nav.label")}>
      <div className={classes.account} title={accountName}><BrandMark size={22} /><span>{accountName}</span></div>
      <p className={classes.section}>{t("unifiedMessaging")}</p>
      <div className={classes.product}><IconMessages size={16} aria-hidden />{t("product")}</div>
      <ul className={classes.places}>
        <li>
          <Link to="/inbox" className={classes.place} activeProps={{ "aria-current": "page" }}>
            <IconInbox size={16} aria-hidden />{t("inbox")}
            {unread > 0 && <span className={classes.count} aria-label={t("list.unread", { count: unread })}
              role="img">{unread}</span>}
          </Link>
        </li>
        {isAdministrator && (
          <li>
            <Link to="/email" className={classes.place} activeProps={{ "aria-current": "page" }}>
              <IconMail size={16} aria-hidden />{t("mail.title")}
            </Link>
          </li>
        )}
      </ul>
      <div className={classes.space} />
      <FirstVisitCard />
      <div className={classes.own}>
        <AvailabilitySwitch />
        <ChatSlots />
        <Me onHelp={onHelp} />
      </div>
    </nav>
  );
}

function FirstVisitCard(): ReactElement | null {
  const { t } = useTranslation();
  const welcomed = useStore(settings, current => current.welcomed);
  const newcomer = useDeskState(state =>
    state.inbox?.isFirstVisit === true && state.inbox.availability === "away" ? state.inbox.me.operatorId : null);
  if (newcomer === null || newcomer === welcomed) return null;
  return (
    <div className={classes.card}>
      <p>{t("nav.firstVisit")}</p>
      <button type="button" className={classes.quiet} onClick={() => { changeSettings({ welcomed: newcomer }); }}>
        {t("nav.firstVisitDismiss")}
      </button>
    </div>
  );
}

function AvailabilitySwitch(): ReactElement {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const availability = useDeskState(state => state.inbox?.availability ?? null);
  const isConnected = useDeskState(state => state.link === "connected");
  const isOnline = availability === "online";
  return (
    <Tooltip label={t(isOnline ? "nav.onlineHint" : "nav.awayHint")} position="right">
      <button type="button" className={classes.switch} role="switch" aria-checked={isOnline}
        aria-label={`${t("nav.availability")}: ${t(isOnline ? "nav.online" : "nav.away")}`}
        disabled={availability === null || !isConnected}
        onClick={() => void actions.setAvailability(isOnline ? "away" : "online")}>
        <span className={classes.dot} aria-hidden="true" />
        <b aria-hidden="true">{t(isOnline ? "nav.online" : "nav.away")}</b>
        <span className={classes.track} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}

function ChatSlots(): ReactElement | null {
  const { t } = useTranslation();
  const slots = useDeskState(state => state.inbox?.slots ?? null);
  if (slots === null) return null;
  const { running, maximum } = slots;
  const hint = t("nav.slotsHint", { count: running, free: Math.max(0, maximum - running) });
  return (
    <Tooltip label={hint} position="right">
      <div className={classes.slots} role="img"
        aria-label={`${t("nav.slots")}: ${t("nav.slotsOf", { running, maximum })}`}>
        <span className={classes.slotDots} aria-hidden="true">
          {Array.from({ length: Math.max(running, maximum) }, (_, index) => (
            <span key={index} className={classes.slot} data-taken={index < running} />
          ))}
        </span>
        <span className={classes.soft} aria-hidden="true">{t("nav.slots")}</span>
        <span className={classes.slotsCount} aria-hidden="true">{t("nav.slotsOf", { running, maximum })}</span>
      </div>
    </Tooltip>
  );
}

function Me({ onHelp }: { onHelp: () => void }): ReactElement | null {
  const { t } = useTranslation();
  const me = useStore(session, current => current.kind === "signedIn" ? current.signedIn.me : null);
  const [isOpen, setIsOpen] = useState(false);
  if (me === null) return null;
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-start" width={272} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.me} onClick={() => { setIsOpen(open => !open); }}>
          <Avatar id={me.operatorId} name={me.name} size={24} />
          <b>{me.name}</b><span className="mc-hidden">{t("nav.settings")}</span>
          <IconSettings size={16} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("settings.title")}>
        <PersonalSettings email={me.email} isAdministrator={me.role !== "agent"} onLeave={() => { setIsOpen(false); }} onHelp={() => {
          setIsOpen(false);
          onHelp();
        }} />
      </Popover.Dropdown>
    </Popover>
  );
}
