import type { JSX } from "preact";
import type { ConversationState } from "../../state/conversations/conversationState";
import { conversationsByActivity } from "../../state/messenger/messengerState";
import { shortTime } from "../times";
import { Avatar } from "./Avatar";
import { CloseIcon, NextIcon, SendIcon } from "./icons";
import { SoundButton } from "./SoundButton";
import { useSurroundings } from "./context";
import { focusMain } from "./focus";
import { wordsOf } from "./widgetWords";

/** The first screen: who we are, her conversations, and the way to a new one. */
export function Board(): JSX.Element {
  const { messenger, texts, close, locale } = useSurroundings();
  const { widget, widgetIsAnswered } = messenger.state.value;
  const conversations = conversationsByActivity(messenger.state.value);
  const words = wordsOf(widget, locale);
  return (
    <main class="screen board" aria-label={texts.chat} tabIndex={-1} ref={focusMain}>
      <header class="hero">
        <div class="hero-bar">
          <strong class="brand">{widget?.accountName}</strong>
          <span class="grow" />
          <SoundButton />
          <button type="button" class="round" onClick={close} aria-label={texts.close} title={texts.close}><CloseIcon /></button>
        </div>
        <h1>{words?.greeting}</h1>
        <p>{words?.intro}</p>
      </header>
      <div class="board-body">
        <button
          type="button" class="start"
          onClick={() => messenger.look({ kind: "conversation", conversationId: null })}
        >
          <span class="start-words">
            <strong>{texts.start}</strong>
            <span class="availability" data-online={widgetIsAnswered}>
              {widgetIsAnswered ? texts.answered : texts.notAnswered}
            </span>
          </span>
          <span class="start-icon"><SendIcon /></span>
        </button>
        {conversations.length === 0
          ? <p class="empty">{texts.noConversations}</p>
          : (
            <section class="card" aria-labelledby="conversations">
              <h2 id="conversations">{texts.conversations}</h2>
              <ul>{conversations.map(held => <Row key={held.head.conversationId} conversation={held} />)}</ul>
            </section>
          )}
      </div>
    </main>
  );
}

function Row({ conversation }: { conversation: ConversationState }): JSX.Element {
  const { messenger, texts, now, locale } = useSurroundings();
  const { head, pending } = conversation;
  const written = pending.at(-1);
  const text = written?.text ?? head.preview?.text ?? "";
  const isOwn = written !== undefined || head.preview?.author.kind === "contact";
  const name = head.assignee?.name ?? messenger.state.value.widget?.accountName ?? texts.somebody;
  const isTyping = conversation.typing.length > 0;
  return (
    <li>
      <button
        type="button" class="row" data-unread={head.unread > 0}
        onClick={() => messenger.look({ kind: "conversation", conversationId: head.conversationId })}
      >
        <Avatar name={name} size={40} />
        <span class="row-words">
          <span class="row-top">
            <span class="row-name">{name}</span>
            {head.mode === "live" && head.status !== "ended" && <span class="live-dot" title={texts.liveShort} />}
            {head.status === "ended" && <span class="tag">{texts.ended}</span>}
            <time dateTime={head.lastActivityAt}>
              {shortTime(written?.at ?? head.lastActivityAt, now.value, locale, texts)}
            </time>
          </span>
          <span class="row-preview">
            <span class="cut">{isTyping ? `${texts.typing(name)}…` : (isOwn ? `${texts.you}: ` : "") + text}</span>
            {head.unread > 0 && (
              <span class="badge"><span aria-hidden="true">{head.unread}</span><span class="unseen">{texts.unread(head.unread)}</span></span>
            )}
          </span>
        </span>
        <NextIcon />
      </button>
    </li>
  );
}
