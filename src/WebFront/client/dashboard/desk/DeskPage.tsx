import { useMatchRoute, useParams } from "@tanstack/react-router";
import i18next from "i18next";
import { useEffect, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { SignedIn } from "../../protocol/protocol";
import { useAttention } from "../attention/useAttention";
import { sounds } from "../attention/sounds";
import { ConversationPane } from "../conversation/ConversationPane";
import { NoConversation } from "../conversation/NoConversation";
import { DeliveriesPane } from "../deliveries/DeliveriesPane";
import { InboxPane } from "../inbox/InboxPane";
import { HelpSheet } from "../keyboard/HelpSheet";
import { useShortcuts } from "../keyboard/useShortcuts";
import { leaveSession, session } from "../session/session";
import { useStore } from "../store";
import { Desk } from "./desk";
import { DeskContext, useDeskState } from "./deskContext";
import classes from "./DeskPage.module.css";
import { Navigation } from "./Navigation";

/** The desk lives as long as its operator is signed in, whatever she looks at. */
export function DeskPage(): ReactElement | null {
  const signedIn = useStore(session, current => current.kind === "signedIn" ? current.signedIn : null);
  const [desk, setDesk] = useState<Desk | null>(null);
  useEffect(() => {
    if (signedIn === null) return;
    let made: Desk | null = null;
    let isGone = false;
    void createDesk(signedIn).then(created => {
      if (isGone) return;
      made = created;
      created.start();
      setDesk(created);
    });
    return () => {
      isGone = true;
      made?.stop();
      setDesk(null);
    };
  }, [signedIn]);
  if (desk === null) return null;
  return <DeskContext value={desk}><DeskPanes desk={desk} /></DeskContext>;
}

async function createDesk(signedIn: SignedIn): Promise<Desk> {
  const createHub = import.meta.env.VITE_FAKE_HUB ? (await import("../dev/fakeHub")).createFakeHub : undefined;
  return new Desk({
    signedIn,
    locale: i18next.language,
    sounds,
    onSignedOut: () => { leaveSession("revoked"); },
    ...(createHub === undefined ? {} : { createHub }),
  });
}

function DeskPanes({ desk }: { desk: Desk }): ReactElement {
  const { t } = useTranslation();
  const { conversationId } = useParams({ strict: false });
  const openId = conversationId ?? null;
  const showsDeliveries = useMatchRoute()({ to: "/email" }) !== false;
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useEffect(() => { desk.open(openId); }, [desk, openId]);
  useAttention(t("inbox"));
  useShortcuts(openId, () => { setIsHelpOpen(true); });

  return (
    <div className={`${classes.desk ?? ""} ${openId === null && !showsDeliveries ? "" : classes.hasOpen ?? ""}`}>
      <div className={classes.bar}>
        {openId !== null && <a className={classes.skip} href="#conversation">{t("list.skipToConversation")}</a>}
        <ConnectionBar />
      </div>
      <div className={classes.navigation}><Navigation onHelp={() => { setIsHelpOpen(true); }} /></div>
      {showsDeliveries ? <main className={classes.whole}><DeliveriesPane /></main> : <main className={classes.panes}>
        <div className={classes.list}><InboxPane openId={openId} /></div>
        <section className={classes.conversation} id="conversation" tabIndex={-1} aria-label={t("conversation.label")}>
          {openId === null ? <NoConversation /> : <ConversationPane key={openId} conversationId={openId} />}
        </section>
      </main>}
      <HelpSheet isOpen={isHelpOpen} onClose={() => { setIsHelpOpen(false); }} />
    </div>
  );
}

/** Only there when something is wrong, and gone at once when it is over. */
function ConnectionBar(): ReactElement {
  const { t } = useTranslation();
  const isBroken = useDeskState(state => state.link === "broken");
  return (
    <div role="status">
      {isBroken && <div className={classes.broken}>{t("connection.reconnecting")}</div>}
    </div>
  );
}
