import type { JSX } from "preact";
import type { ConversationState } from "../../state/conversations/conversationState";
import { viewedConversation } from "../messenger/messenger";
import { statusLine } from "../statusLine";
import { Avatar } from "./Avatar";
import { Composer } from "./Composer";
import { EmailOffer } from "./EmailOffer";
import { Ending } from "./Ending";
import { BackIcon, CloseIcon } from "./icons";
import { Menu } from "./Menu";
import { Timeline } from "./Timeline";
import { useSurroundings } from "./context";
import { focusMain } from "./focus";
import { wordsOf } from "./widgetWords";

/** One conversation; without a conversation, the place where a new one begins. */
export function Conversation(): JSX.Element {
  const { messenger, texts, now, locale } = useSurroundings();
  const conversation = viewedConversation(messenger);
  const { contact, widgetIsAnswered, widget } = messenger.state.value;
  const status = statusLine(conversation, widgetIsAnswered, contact?.email ?? null, now.value, texts);
  const isEnded = conversation?.head.status === "ended";
  const key = conversation?.head.conversationId ?? "new";
  return (
    <main class="screen conversation" aria-label={texts.chat} tabIndex={-1} ref={focusMain}>
      <Header conversation={conversation} />
      {status !== null && (
        <div class="status" data-tone={status.tone}>
          <p role="status">{status.text}</p>
          {status.offersEmail && conversation !== null && <EmailOffer />}
        </div>
      )}
      {conversation === null
        ? (
          <div class="timeline blank">
            <Avatar name={widget?.accountName ?? texts.somebody} />
            <strong>{texts.newConversation}</strong>
            <p>{wordsOf(widget, locale)?.intro}</p>
          </div>
        )
        : <Timeline key={key} conversation={conversation} />}
      {isEnded && conversation !== null
        ? <Ending key={key} conversation={conversation} />
        : <Composer key={key} conversation={conversation} />}
    </main>
  );
}

function Header({ conversation }: { conversation: ConversationState | null }): JSX.Element {
  const { messenger, texts, close } = useSurroundings();
  const operator = conversation?.head.assignee?.name ?? null;
  const name = operator ?? messenger.state.value.widget?.accountName ?? texts.somebody;
  return (
    <header class="bar">
      <button
        type="button" class="round" aria-label={texts.back} title={texts.back}
        onClick={() => messenger.look({ kind: "board" })}
      >
        <BackIcon />
        {messenger.unread.value > 0 && <span class="dot" />}
      </button>
      <Avatar name={name} size={36} />
      <div class="who">
        <h1>{name}</h1>
        <p data-live={conversation?.head.mode === "live" && conversation.head.status !== "ended"}>
          {subtitle(conversation, messenger.state.value.widgetIsAnswered, texts)}
        </p>
      </div>
      <Menu conversation={conversation} />
      <button type="button" class="round" onClick={close} aria-label={texts.close} title={texts.close}><CloseIcon /></button>
    </header>
  );
}

function subtitle(
  conversation: ConversationState | null, isAnswered: boolean, texts: ReturnType<typeof useSurroundings>["texts"],
): string {
  if (conversation === null) return isAnswered ? texts.online : texts.away;
  if (conversation.head.status === "ended") return texts.endedShort;
  return conversation.head.mode === "live" ? texts.liveShort : texts.laterShort;
}
