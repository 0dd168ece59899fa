import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Author, TimelineEntry } from "../../protocol/protocol";
import type { ConversationState } from "../../state/conversations/conversationState";
import { deliveryOfEntry, deliveryOfPending, type MessageDelivery } from "../../state/conversations/messageDelivery";
import { timelineItems, type MessageItem, type TimelineItem } from "../../state/conversations/timelineItems";
import { eventLine } from "../statusLine";
import type { Texts } from "../texts";
import { clockTime, dayName } from "../times";
import { Avatar } from "./Avatar";
import { ClockIcon, DownIcon, TickIcon, TicksIcon } from "./icons";
import { LazyAttachments, useAttachmentsCode } from "./LazyAttachments";
import { MessageText } from "./MessageText";
import { useSurroundings } from "./context";

const me: Author = { kind: "contact", operatorId: null, name: null };
/** So near to the end the reader follows new messages. */
const followWithin = 80;
/** So near to the beginning older messages are read. */
const readOlderWithin = 120;

/** What was said and what happened, with the newest at the foot. */
export function Timeline({ conversation }: { conversation: ConversationState }): JSX.Element {
  const { messenger, texts } = useSurroundings();
  const { entries, pending, typing, hasOlder } = conversation;
  const id = conversation.head.conversationId;
  const list = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const items = useMemo(() => {
    const hasWords = (entry: TimelineEntry, index: number): boolean =>
      entry.event.type === "messagePosted" || eventLine(entry, entries.slice(0, index), texts) !== null;
    return timelineItems(entries.filter(hasWords), pending, me);
  }, [entries, pending, texts]);

  useAttachmentsCode(items.some(item => item.kind === "messages" && item.messages.some(message => message.attachments.length > 0)));
  useKeptPlace(list, isFollowing, entries[0]?.seq ?? 0);
  // A page that does not fill the list leaves nothing to scroll, so the next one is read at once.
  useEffect(() => {
    const shown = list.current;
    if (shown !== null && hasOlder && shown.scrollHeight <= shown.clientHeight) void messenger.readOlder(id);
  }, [entries, hasOlder, id, messenger]);

  const onScroll = (): void => {
    const shown = list.current;
    if (shown === null) return;
    setFollowing(shown.scrollHeight - shown.scrollTop - shown.clientHeight < followWithin);
    if (hasOlder && shown.scrollTop < readOlderWithin) void messenger.readOlder(id);
  };
  const toEnd = (): void => {
    setFollowing(true);
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  return (
    <div class="timeline-place">
      <div class="timeline" ref={list} onScroll={onScroll} tabIndex={0} role="region" aria-label={texts.timeline}>
        {hasOlder && <p class="earlier">{texts.earlier}…</p>}
        {items.map((item, index) => (
          <Item key={item.key} item={item} conversation={conversation} isLast={index === items.length - 1} />
        ))}
        {typing.map(({ author }) => <Typing key={author.operatorId} name={author.name ?? texts.somebody} />)}
      </div>
      {!isFollowing && (
        <button type="button" class="newest" onClick={toEnd} data-unread={conversation.head.unread > 0}>
          <DownIcon /><span class="unseen">{texts.newest}</span>
        </button>
      )}
      <Announcer conversation={conversation} />
    </div>
  );
}

/** Keeps the end in sight while the reader is there, and her place when older messages come in above. */
function useKeptPlace(list: { current: HTMLDivElement | null }, isFollowing: boolean, firstSeq: number): void {
  const before = useRef({ height: 0, firstSeq });
  useLayoutEffect(() => {
    const shown = list.current;
    if (shown === null) return;
    const grew = shown.scrollHeight - before.current.height;
    if (isFollowing) shown.scrollTop = shown.scrollHeight;
    else if (firstSeq < before.current.firstSeq) shown.scrollTop += grew;
    before.current = { height: shown.scrollHeight, firstSeq };
  });
}

function Item({ item, conversation, isLast }: { item: TimelineItem; conversation: ConversationState; isLast: boolean }): JSX.Element | null {
  const { texts, locale, now } = useSurroundings();
  switch (item.kind) {
    case "day":
      return <p class="day"><span>{dayName(item.at, now.value, locale, texts)}</span></p>;
    case "line": {
      const at = conversation.entries.indexOf(item.entry);
      return <p class="line">{eventLine(item.entry, conversation.entries.slice(0, at), texts)}</p>;
    }
    case "messages":
      return <Group author={item.author} messages={item.messages} conversation={conversation} isLast={isLast} />;
  }
}

interface GroupProps {
  author: Author;
  messages: readonly MessageItem[];
  conversation: ConversationState;
  isLast: boolean;
}

function Group({ author, messages, conversation, isLast }: GroupProps): JSX.Element {
  const { texts, locale } = useSurroundings();
  const isOwn = author.kind === "contact";
  const name = isOwn ? texts.you : author.name ?? texts.somebody;
  const last = messages.at(-1);
  return (
    <div class="group" data-own={isOwn} role="group" aria-label={name}>
      {!isOwn && <Avatar name={name} size={28} />}
      <div class="bubbles">
        {!isOwn && <p class="author">{name}</p>}
        {messages.map(message => <Bubble key={message.key} message={message} conversation={conversation} />)}
        {last !== undefined && (
          <p class="meta">
            <time dateTime={last.at}>{clockTime(last.at, locale)}</time>
            {isOwn && last.pending?.state !== "failed" && <Delivery delivery={deliveryOf(last, conversation)} texts={texts} hasWord={isLast} />}
          </p>
        )}
      </div>
    </div>
  );
}

function Bubble({ message, conversation }: { message: MessageItem; conversation: ConversationState }): JSX.Element {
  const { messenger, texts, locale } = useSurroundings();
  const { pending } = message;
  const id = conversation.head.conversationId;
  const translated = message.translation?.text ?? null;
  const [isOriginal, showOriginal] = useState(false);
  const isFailed = pending?.state === "failed";
  return (
    <>
      {message.text !== "" && (
        <div class="bubble" data-state={pending === null ? "stored" : deliveryOfPending(pending)} title={clockTime(message.at, locale)}>
          <MessageText text={translated === null || isOriginal ? message.text : translated} />
        </div>
      )}
      {translated !== null && (
        <button type="button" class="translated" onClick={() => showOriginal(!isOriginal)}>
          {isOriginal ? texts.showTranslation : texts.showOriginal}
        </button>
      )}
      {message.attachments.length > 0 && <LazyAttachments files={message.attachments} />}
      {isFailed && (
        <p class="failed" role="alert">
          <span>{pending.rejection?.reason === "textIsTooLong" ? texts.tooLong : texts.notSent}</span>
          <button type="button" onClick={() => messenger.retry(id, pending.commandId)}>{texts.tryAgain}</button>
          <button type="button" onClick={() => messenger.discard(id, pending.commandId)}>{texts.discard}</button>
        </p>
      )}
    </>
  );
}

function deliveryOf(message: MessageItem, conversation: ConversationState): MessageDelivery {
  if (message.pending !== null) return deliveryOfPending(message.pending);
  return message.entry === null ? "sent" : deliveryOfEntry(message.entry, conversation.head.receipts, "contact");
}

/** The mark says it by its shape; the words are there for whoever does not see it, and on the last message for all. */
function Delivery({ delivery, texts, hasWord }: { delivery: MessageDelivery; texts: Texts; hasWord: boolean }): JSX.Element {
  const word = delivery === "failed" ? texts.notSent : texts[delivery];
  return (
    <span class="delivery" data-delivery={delivery}>
      <span class={hasWord ? "" : "unseen"}>{word}</span>
      {delivery === "queued" || delivery === "sending" || delivery === "failed" ? <ClockIcon />
        : delivery === "sent" ? <TickIcon /> : <TicksIcon />}
    </span>
  );
}

function Typing({ name }: { name: string }): JSX.Element {
  const { texts } = useSurroundings();
  return (
    <div class="group typing">
      <Avatar name={name} size={28} />
      <p class="bubble"><span class="unseen">{texts.typing(name)}</span><i /><i /><i /></p>
    </div>
  );
}

/** Says new messages aloud, politely, and only those that came while the reader was here. */
function Announcer({ conversation }: { conversation: ConversationState }): JSX.Element {
  const { texts } = useSurroundings();
  const since = useRef(conversation.upTo);
  const last = conversation.entries.findLast(({ author, event }) => author.kind === "operator" && event.type === "messagePosted");
  const isNew = last !== undefined && last.seq > since.current && last.event.type === "messagePosted";
  return (
    <p class="unseen" aria-live="polite">
      {isNew && last.event.type === "messagePosted" ? `${texts.says(last.author.name ?? texts.somebody)} ${[last.event.translation?.text ?? last.event.text, ...last.event.attachments.map(file => file.name)].join(" ")}` : ""}
    </p>
  );
}
