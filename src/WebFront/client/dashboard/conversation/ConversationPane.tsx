import { Button, Drawer } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useEffect, useMemo, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId, ConversationView } from "../../protocol/protocol";
import { ContactPanel } from "../contact/ContactPanel";
import { useDesk, useDeskState, useHead } from "../desk/deskContext";
import { isMine } from "../desk/deskState";
import { onKeyCommand } from "../keyboard/commands";
import { changeSettings, settings } from "../settings/settings";
import { useStore } from "../store";
import { TranslationBar } from "../translation/TranslationBar";
import { ActionsBar } from "./ActionsBar";
import { Colleagues } from "./Colleagues";
import { Composer } from "./Composer";
import { ConversationHeader } from "./ConversationHeader";
import classes from "./ConversationPane.module.css";
import { EndQuestion } from "./EndQuestion";
import { NoteActionsContext, type ShownNote } from "./noteActions";
import { DeleteNoteQuestion, NoteEditor } from "./NoteDialogs";
import { NoticeBar } from "./NoticeBar";
import { TakeBar } from "./TakeBar";
import { Timeline } from "./Timeline";

/** What the foot of the conversation offers: whoever has it writes; everybody else may take it or note something. */
type Writing = "message" | "note" | null;

export function ConversationPane({ conversationId }: { conversationId: ConversationId }): ReactElement {
  const { t } = useTranslation();
  const head = useHead(conversationId);
  const hasRoom = useMediaQuery("(min-width: 1200px)", undefined, { getInitialValueInEffect: false });
  const showsPanel = useStore(settings, current => current.showsPanel);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [isEnding, setIsEnding] = useState(false);
  const [changing, setChanging] = useState<{ how: "edit" | "remove"; note: ShownNote } | null>(null);
  const noteActions = useMemo(() => ({
    edit: (note: ShownNote) => { setChanging({ how: "edit", note }); },
    remove: (note: ShownNote) => { setChanging({ how: "remove", note }); },
  }), []);
  if (head === null) return <MissingConversation conversationId={conversationId} />;
  const toggleInfo = (): void => {
    if (hasRoom) changeSettings({ showsPanel: !showsPanel });
    else setIsSheetOpen(isOpen => !isOpen);
  };
  const ChangeDialog = changing?.how === "edit" ? NoteEditor : DeleteNoteQuestion;
  return (
    <NoteActionsContext value={noteActions}>
      <div className={classes.pane}>
        <div className={classes.column}>
          <ConversationHeader head={head} onInfo={toggleInfo} isInfoShown={hasRoom ? showsPanel : isSheetOpen}
            onEnd={() => { setIsEnding(true); }} />
          <Messages conversationId={conversationId} />
          <Foot head={head} onEnd={() => { setIsEnding(true); }} />
        </div>
        {hasRoom && showsPanel && (
          <aside className={classes.panel} aria-label={t("contact.panel")}><ContactPanel head={head} /></aside>
        )}
        {!hasRoom && (
          <Drawer opened={isSheetOpen} onClose={() => { setIsSheetOpen(false); }} position="right" size={340}
            title={t("contact.panel")} closeButtonProps={{ "aria-label": t("close") }}>
            <ContactPanel head={head} />
          </Drawer>
        )}
        <EndQuestion head={head} isOpen={isEnding} onClose={() => { setIsEnding(false); }} />
        {changing !== null && (
          <ChangeDialog conversationId={conversationId} note={changing.note} onClose={() => { setChanging(null); }} />
        )}
      </div>
    </NoteActionsContext>
  );
}

function Messages({ conversationId }: { conversationId: ConversationId }): ReactElement {
  const state = useDeskState(desk => desk.conversations.get(conversationId));
  const reading = useDeskState(desk => desk.readings.get(conversationId));
  const isOlderLoading = useDeskState(desk => desk.older.get(conversationId) === "loading");
  if (reading === "failed" && (state === undefined || state.entries.length === 0)) {
    return <FailedConversation conversationId={conversationId} />;
  }
  const isBare = state === undefined || (state.entries.length === 0 && state.hasOlder && isOlderLoading);
  return isBare ? <Skeleton /> : <Timeline state={state} />;
}

function Foot({ head, onEnd }: { head: ConversationView; onEnd: () => void }): ReactElement {
  const { actions } = useDesk();
  const me = useDeskState(desk => desk.inbox?.me.operatorId ?? "");
  const canWrite = isMine(head, me) && head.status !== "ended";
  const [writing, setWriting] = useState<Writing>(null);
  const kind: Writing = canWrite ? writing ?? "message" : writing === "note" ? "note" : null;
  const [focusCount, setFocusCount] = useState(0);
  const id = head.conversationId;
  const write = (next: Writing): void => {
    setWriting(next);
    setFocusCount(count => count + 1);
  };

  const isNamed = useDeskState(desk => desk.inbox?.mentions.some(one => one.conversationId === id) === true);
  const isConnected = useDeskState(desk => desk.link === "connected");
  useEffect(() => { if (isNamed && isConnected) void actions.seeMentions(id); }, [actions, id, isConnected, isNamed]);

  useEffect(() => onKeyCommand(command => {
    if (command === "end") { if (canWrite) onEnd(); return; }
    if (command === "assign") { if (!isMine(head, me) && head.status !== "ended") void actions.assign(head); return; }
    if (command === "write" && !canWrite) return;
    write(command === "note" ? "note" : "message");
  }), [actions, canWrite, head, me, onEnd]);

  return (
    <footer>
      <NoticeBar conversationId={id} />
      <Colleagues conversationId={id} />
      <ActionsBar head={head} canEnd={canWrite} onEnd={onEnd} />
      {!canWrite && <TakeBar head={head} isMine={isMine(head, me)} isNoting={kind === "note"}
        onNote={() => { write("note"); }} />}
      {kind === "message" && <TranslationBar id={id} />}
      {kind !== null && (
        <Composer key={kind} head={head} kind={kind} canWriteMessage={canWrite} focusCount={focusCount} onKind={write} />
      )}
    </footer>
  );
}

function MissingConversation({ conversationId }: { conversationId: ConversationId }): ReactElement {
  const { t } = useTranslation();
  const reading = useDeskState(desk => desk.readings.get(conversationId));
  const hasInboxFailed = useDeskState(desk => desk.inbox === null && desk.hasInboxFailed);
  if (reading === "notFound") {
    return (
      <div className={classes.pane}>
        <div className={classes.middle} role="alert"><p>{t("conversation.notFound")}</p></div>
      </div>
    );
  }
  return (
    <div className={classes.pane}>
      <div className={classes.column}>
        {reading === "failed" || hasInboxFailed ? <FailedConversation conversationId={conversationId} /> : <Skeleton />}
      </div>
    </div>
  );
}

function FailedConversation({ conversationId }: { conversationId: ConversationId }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  return (
    <div className={classes.middle} role="alert">
      <p>{t("conversation.failed")}</p>
      <Button variant="default" onClick={() => {
        desk.retry();
        desk.watcher.retry(conversationId);
      }}>{t("tryAgain")}</Button>
    </div>
  );
}

function Skeleton(): ReactElement {
  return <div className={classes.skeleton} aria-hidden="true"><i /><i /><i /><i /></div>;
}
