import { Button } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useEffect, useMemo, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Virtuoso } from "react-virtuoso";
import type { ConversationId, ConversationView, TimelineEntry } from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import { undoOf } from "../../state/composing/undo";
import { useIsAttended } from "../attention/useIsAttended";
import { useDesk, useDeskState } from "../desk/deskContext";
import { clockTime, dayWords } from "../format/time";
import { useNow } from "../format/useNow";
import { contactName } from "../person/person";
import { useFollowedTranslation } from "../translation/useTranslation";
import { MessageRow } from "./MessageRow";
import { MessageText } from "./MessageText";
import { Stars } from "./Stars";
import { systemWords } from "./systemWords";
import classes from "./Timeline.module.css";
import { useFollowing } from "./useFollowing";
import { firstSeq, indexOfSeq, timelineRows, type TimelineRow } from "./timelineRows";

/** Rows are numbered downward from here as older ones are put before them. */
const firstIndexMax = 1_000_000;
const atBottomPixels = 80;

export function Timeline({ state }: { state: ConversationState }): ReactElement {
  const { t } = useTranslation();
  const { watcher } = useDesk();
  const me = useDeskState(desk => desk.inbox?.me ?? null);
  const [isAtBottom, setIsAtBottom] = useState(true);
  const id = state.head.conversationId;
  const [readUpTo] = useState(state.head.unread > 0 ? state.head.receipts.operatorRead : null);
  const rows = useMemo(
    () => timelineRows(state, { operatorId: me?.operatorId ?? "", name: me?.name ?? "" }, readUpTo),
    [state, me, readUpTo],
  );
  const firstIndex = useFirstIndex(rows);
  useReading(state, isAtBottom);
  useFollowedTranslation(state);
  const following = useFollowing();
  const isLastOwn = isOwnPending(rows.at(-1));
  useEffect(() => { if (isLastOwn) following.toEnd(); }, [following, isLastOwn, rows.length]);
  const context = useMemo(() => ({ id, hasOlder: state.hasOlder }), [id, state.hasOlder]);

  return (
    <div className={classes.frame}>
      <Virtuoso className={classes.scroller ?? ""} data={rows} firstItemIndex={firstIndex} context={context}
        aria-label={t("conversation.log")} role="region" tabIndex={0}
        initialTopMostItemIndex={{ index: "LAST", align: "end" }} alignToBottom
        computeItemKey={(_, row) => row.key}
        itemContent={(_, row) => <Row row={row} head={state.head} />}
        scrollerRef={following.watch} totalListHeightChanged={following.follow}
        atBottomThreshold={atBottomPixels} atBottomStateChange={setIsAtBottom}
        startReached={() => void watcher.loadOlder(id)}
        increaseViewportBy={{ top: 600, bottom: 300 }}
        components={parts} />
      {!isAtBottom && (
        <BelowButton unread={state.head.unread} onPress={following.toEnd} />
      )}
      <Announcement state={state} />
    </div>
  );
}

const parts = { Header: TimelineHead, Footer: TimelineEnd };

function TimelineHead({ context }: { context?: { id: ConversationId; hasOlder: boolean } }): ReactElement {
  const { t } = useTranslation();
  const { watcher } = useDesk();
  const older = useDeskState(desk => context === undefined ? undefined : desk.older.get(context.id));
  if (context?.hasOlder !== true) return <div className={classes.edge} />;
  return (
    <div className={classes.older} role="status">
      {older === "failed" ? (
        <>
          {t("conversation.olderFailed")}
          <Button size="compact-xs" variant="default" onClick={() => void watcher.loadOlder(context.id)}>
            {t("tryAgain")}
          </Button>
        </>
      ) : t("conversation.loadingOlder")}
    </div>
  );
}

function TimelineEnd(): ReactElement {
  return <div className={classes.edge} />;
}

function BelowButton({ unread, onPress }: { unread: number; onPress: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <button type="button" className={classes.below} onClick={onPress}>
      <IconArrowDown size={15} aria-hidden />
      {unread > 0 ? t("conversation.newMessages", { count: unread }) : t("conversation.newBelow")}
    </button>
  );
}

function Row({ row, head }: { row: TimelineRow; head: ConversationView }): ReactElement {
  return <div className={classes.row}><RowContent row={row} head={head} /></div>;
}

function RowContent({ row, head }: { row: TimelineRow; head: ConversationView }): ReactElement {
  const { t } = useTranslation();
  switch (row.kind) {
    case "day":
      return <Day at={row.at} />;
    case "line":
      return <Line entry={row.entry} told={row.told} head={head} />;
    case "message":
      return <MessageRow row={row} head={head} />;
    case "new":
      return <div className={classes.new}><span>{t("conversation.newLine")}</span></div>;
    case "typing":
      return (
        <div className={classes.typing}>
          <span className={classes.dots} aria-hidden="true"><i /><i /><i /></span>
          <span>{t("conversation.typing", { name: row.author.name ?? contactName(head, t) })}</span>
          {row.text !== null && <span className={classes.preview} dir="auto">{row.text}</span>}
        </div>
      );
  }
}

function Day({ at }: { at: string }): ReactElement {
  const { t, i18n } = useTranslation();
  return <div className={classes.day}>{dayWords(at, useNow(60_000), i18n.language, t)}</div>;
}

function Line({ entry, told, head }: { entry: TimelineEntry; told: TimelineEntry; head: ConversationView }): ReactElement {
  const { t, i18n } = useTranslation();
  const account = useDeskState(desk => desk.inbox?.account ?? null);
  const words = systemWords(told, head, account, t, i18n.language);
  if (entry.event.type === "conversationRated") {
    return (
      <div className={classes.rating}>
        <Stars stars={entry.event.stars} />
        {entry.event.words !== null && entry.event.words !== ""
          && <blockquote dir="auto">{entry.event.words}</blockquote>}
        <p>{words} · {clockTime(entry.at, i18n.language)}</p>
      </div>
    );
  }
  if (entry.event.type === "integrationAnswered" && entry.event.problem === null) {
    return <IntegrationAnswer words={words} text={entry.event.text} link={entry.event.link} at={entry.at} />;
  }
  return (
    <div className={classes.system}>
      {words} · <time dateTime={told.at}>{clockTime(told.at, i18n.language)}</time>
      <UndoButton entry={entry} id={head.conversationId} />
    </div>
  );
}

/** Another system's words, for operators only, as a note is. */
function IntegrationAnswer(
  { words, text, link, at }: { words: string; text: string | null; link: string | null; at: string },
): ReactElement {
  const { i18n } = useTranslation();
  return (
    <div className={classes.answer}>
      <p><b>{words}</b> · <time dateTime={at}>{clockTime(at, i18n.language)}</time></p>
      {text !== null && <p><MessageText text={text} /></p>}
      {link !== null && isWebAddress(link) && (
        <p><a href={link} target="_blank" rel="noopener noreferrer nofollow">{link}</a></p>
      )}
    </div>
  );
}

function isWebAddress(link: string): boolean {
  return /^https?:\/\//i.test(link);
}

/** Behind what she did herself last, where the opposite command takes it back. */
function UndoButton({ entry, id }: { entry: TimelineEntry; id: ConversationId }): ReactElement | null {
  const { t } = useTranslation();
  const { actions } = useDesk();
  const isBusy = useDeskState(desk => desk.busy.has(id));
  const command = useDeskState(desk => desk.inbox === null ? null : undoOf(
    entry, desk.conversations.get(id)?.entries ?? [], desk.inbox.me.operatorId, desk.inbox.account.topics,
  ));
  if (command === null) return null;
  return (
    <button type="button" className={classes.undo} disabled={isBusy} title={command} onClick={() => void actions.runWithNotice(id, command)}>
      {t("commands.undo")}
    </button>
  );
}

/** New words of the contact, said once to a screen reader. */
function Announcement({ state }: { state: ConversationState }): ReactElement {
  const { t } = useTranslation();
  const [openedAt] = useState(state.upTo);
  const last = state.entries.at(-1);
  const isNew = last !== undefined && last.seq > openedAt && last.author.kind === "contact";
  const words = isNew && last.event.type === "messagePosted"
    ? `${contactName(state.head, t)}: ${[last.event.text, ...last.event.attachments.map(file => file.name)].join(" ")}` : "";
  return <div className="mc-hidden" aria-live="polite">{words}</div>;
}

/** Keeps the numbers of rows that are there when older ones come before them. */
function useFirstIndex(rows: readonly TimelineRow[]): number {
  const [anchor, setAnchor] = useState<number | null>(null);
  const first = firstSeq(rows);
  if (anchor === null && first !== null) setAnchor(first);
  if (anchor === null) return firstIndexMax;
  const index = indexOfSeq(rows, anchor);
  return firstIndexMax - Math.max(0, index);
}

/** The newest entry counts as read when it is on the screen and somebody looks at the page. */
function useReading(state: ConversationState, isAtBottom: boolean): void {
  const { watcher } = useDesk();
  const isAttended = useIsAttended();
  const isConnected = useDeskState(desk => desk.link === "connected");
  const id = state.head.conversationId;
  useEffect(() => {
    if (isAttended && isAtBottom && isConnected) watcher.markRead(id);
  }, [watcher, id, state.upTo, state.head.assignee, isAttended, isAtBottom, isConnected]);
}

function isOwnPending(row: TimelineRow | undefined): boolean {
  return row?.kind === "message" && row.message.pending !== null;
}
