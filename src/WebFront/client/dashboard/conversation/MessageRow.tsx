import { IconCheck, IconChecks, IconClock, IconLock } from "@tabler/icons-react";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId, ConversationView } from "../../protocol/protocol";
import { deliveryOfEntry, deliveryOfPending, type MessageDelivery } from "../../state/conversations/messageDelivery";
import type { PendingMessage } from "../../state/conversations/pendingMessages";
import { useDesk } from "../desk/deskContext";
import { clockTime, fullTime } from "../format/time";
import { Avatar } from "../person/Avatar";
import { contactName } from "../person/person";
import { TranslationMark } from "../translation/Translated";
import { useTranslationState } from "../translation/useTranslation";
import { Attachments } from "./Attachments";
import { MessageText } from "./MessageText";
import { NoteButtons } from "./NoteButtons";
import { NoteText } from "./NoteText";
import { isOnlyEmoji } from "./onlyEmoji";
import classes from "./Timeline.module.css";
import type { TimelineRow } from "./timelineRows";

type Row = Extract<TimelineRow, { kind: "message" }>;

export function MessageRow({ row, head }: { row: Row; head: ConversationView }): ReactElement {
  const { t, i18n } = useTranslation();
  const { message, author, isOurs, isNote } = row;
  const delivery = message.pending !== null ? deliveryOfPending(message.pending)
    : message.entry !== null && isOurs && !isNote ? deliveryOfEntry(message.entry, head.receipts, "operator") : null;
  const name = author.kind === "contact" ? contactName(head, t) : author.name ?? t("system.somebody");
  const isWaiting = delivery === "queued" || delivery === "sending";
  const isLarge = !isNote && isOnlyEmoji(message.text);
  const seq = message.entry?.seq ?? 0;
  const live = useTranslationState(head.conversationId);
  const translation = isOurs ? message.translation : live?.language != null ? live.messages.get(seq) ?? null : null;
  const [isTurned, setIsTurned] = useState(false);
  const said = translation === null || translation === "loading" ? null : translation.text;
  // Her own words stay as she wrote them, with the translation below; the contact's are read translated.
  const shown = !isOurs && said !== null && !isTurned ? said : message.text;
  return (
    <div className={[
      classes.message, isOurs ? classes.ours : classes.theirs, row.isFirst ? classes.first : "",
      row.isLast ? classes.last : "", isNote ? classes.note : "", delivery === "failed" ? classes.failed : "",
    ].join(" ")}>
      <div className={classes.side}>
        {row.isLast && (
          <Avatar id={author.operatorId ?? head.contactId} size={28}
            name={author.kind === "contact" ? head.contactName : author.name} />
        )}
      </div>
      <div className={classes.body}>
        {row.isFirst && (isNote || (isOurs && !row.isOwn)) && (
          <span className={classes.author}>
            {isNote
              ? (
                <span className={classes.noteMark}>
                  <IconLock size={12} aria-hidden />{t("message.note")} · {row.isOwn ? t("you") : name}
                </span>
              )
              : name}
          </span>
        )}
        {message.text !== "" && <div className={[classes.bubble, isLarge ? classes.emoji : "", isWaiting ? classes.waiting : ""].join(" ")}
          title={fullTime(message.at, i18n.language)}>
          {isNote ? <NoteText text={message.text} /> : <MessageText text={shown} />}
          {isOurs && isTurned && said !== null && <div className={classes.translation}><MessageText text={said} /></div>}
        </div>}
        {message.attachments.length > 0 && <Attachments files={message.attachments} />}
        {(row.isLast || isNote || delivery === "failed" || translation !== null) && (
          <div className={classes.foot}>
            {message.pending?.state === "failed" && <FailedFoot pending={message.pending} conversationId={head.conversationId} />}
            {delivery !== "failed" && <time dateTime={message.at}>{clockTime(message.at, i18n.language)}</time>}
            {delivery !== null && delivery !== "failed" && <DeliveryMark delivery={delivery} />}
            {translation !== null && (
              <TranslationMark head={head} translation={translation} isOurs={isOurs} seq={seq} isTurned={isTurned}
                onTurn={() => { setIsTurned(!isTurned); }} />
            )}
            {isNote && message.entry !== null && message.note !== null && (
              <>
                {message.note.editedBy !== null
                  && <span>{t("notes.editedBy", { name: message.note.editedBy.name ?? t("system.somebody") })}</span>}
                <NoteButtons author={author}
                  note={{ noteSeq: message.entry.seq, writtenSeq: message.note.writtenSeq, text: message.text }} />
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function DeliveryMark({ delivery }: { delivery: Exclude<MessageDelivery, "failed"> }): ReactElement {
  const { t } = useTranslation();
  const isWaiting = delivery === "queued" || delivery === "sending";
  const Icon = isWaiting ? IconClock : delivery === "sent" ? IconCheck : IconChecks;
  return (
    <span className={classes.mark} data-delivery={delivery}>
      <Icon size={13} aria-hidden />
      {t(delivery === "sending" ? "message.queued" : `message.${delivery}`)}
    </span>
  );
}

function FailedFoot(
  { pending, conversationId }: { pending: PendingMessage; conversationId: ConversationId },
): ReactElement {
  const { t } = useTranslation();
  const { outgoing } = useDesk();
  const { rejection, commandId } = pending;
  const owner = rejection?.reason === "conversationIsTaken" ? rejection.operatorName : null;
  if (rejection?.reason === "replyArrived") {
    return (
      <>
        <span className={classes.failedText} role="alert">
          {t("guards.notSent", { name: rejection.operatorName ?? t("system.somebody") })}
        </span>
        <button type="button" onClick={() => { outgoing.sendAnyway(conversationId, commandId); }}>{t("guards.sendAnyway")}</button>
        <button type="button" onClick={() => { outgoing.discard(commandId); }}>{t("message.discard")}</button>
      </>
    );
  }
  const isRefused = rejection?.code === "validation" || rejection?.code === "too_large";
  return (
    <>
      <span className={classes.failedText} role="alert">
        {owner !== null ? t("message.failedTaken", { name: owner })
          : t(isRefused ? "message.failedRefused" : "message.failed")}
      </span>
      {!isRefused && <button type="button" onClick={() => { outgoing.retry(commandId); }}>{t("tryAgain")}</button>}
      <button type="button" onClick={() => { outgoing.discard(commandId); }}>{t("message.discard")}</button>
    </>
  );
}
