import { ActionIcon, Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../../protocol/protocol";
import type { Suggestion } from "../../state/composing/completion";
import { readComposed } from "../../state/composing/composedText";
import { useDesk, useDeskState } from "../desk/deskContext";
import type { DraftKind } from "../desk/drafts";
import { contactName } from "../person/person";
import { settings } from "../settings/settings";
import { useStore } from "../store";
import { CommandPreview } from "./CommandPreview";
import { CompletionList } from "./CompletionList";
import classes from "./Composer.module.css";
import paneClasses from "./ConversationPane.module.css";
import { EmojiButton } from "./EmojiButton";
import { AttachButton, UploadTray } from "./UploadTray";
import { useCompletion } from "./useCompletion";
import { useSending } from "./useSending";
import { useUploads } from "./useUploads";

/** The server refuses longer texts; both count UTF-16 units. */
export const textLengthMax = 4_000;
const showLeftFrom = 400;

interface ComposerProps {
  readonly head: ConversationView;
  readonly kind: DraftKind;
  readonly canWriteMessage: boolean;
  /** Rises when the field should take the keyboard. */
  readonly focusCount: number;
  readonly onKind: (kind: DraftKind | null) => void;
}

export function Composer(props: ComposerProps): ReactElement {
  const { head, kind } = props;
  const { conversationId } = head;
  const { t } = useTranslation();
  const { actions, drafts, store } = useDesk();
  const enterSends = useStore(settings, current => current.enterSends);
  const topics = useDeskState(desk => desk.inbox?.account.topics ?? null) ?? [];
  const [text, setText] = useState(() => drafts.read(conversationId, kind));
  const [caret, setCaret] = useState<number | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const isNote = kind === "note";
  const name = contactName(head, t);
  const left = textLengthMax - text.length;
  const composed = readComposed(text);
  const completion = useCompletion(text, caret, head, isNote);
  const uploads = useUploads(conversationId, !isNote);

  useEffect(() => { if (props.focusCount > 0) field.current?.focus(); }, [props.focusCount]);
  // As high as its text, within the limits of the style sheet.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const change = (next: string): void => {
    const upTo = store.state.conversations.get(conversationId)?.upTo;
    if (!isNote && text.trim() === "" && next.trim() !== "" && upTo !== undefined) drafts.begin(conversationId, upTo);
    setText(next);
    drafts.keep(conversationId, kind, next);
  };
  /** Puts a text in the place of another, with the caret behind it. */
  const replace = (from: number, to: number, inserted: string): void => {
    const end = from + inserted.length;
    change(text.slice(0, from) + inserted + text.slice(to));
    setCaret(end);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  };
  const insert = (inserted: string): void => {
    replace(field.current?.selectionStart ?? text.length, field.current?.selectionEnd ?? text.length, inserted);
  };
  /** "$" and "!" are read where a line begins. */
  const begin = (mark: string): void => {
    replace(text.length, text.length, text === "" || text.endsWith("\n") ? mark : `\n${mark}`);
  };
  const pick = (suggestion: Suggestion | undefined): void => {
    if (completion.shown !== null && suggestion !== undefined) {
      replace(completion.shown.from, completion.shown.to, suggestion.insert);
    }
  };
  const sending = useSending({
    head, kind, text, topics, change,
    takeFiles: uploads.take,
    onHelp: () => { replace(0, text.length, "$"); },
    onSent: () => {
      if (isNote) props.onKind(props.canWriteMessage ? "message" : null);
      else field.current?.focus();
    },
  });
  const canSend = (text.trim() !== "" || uploads.isReady) && !uploads.isBusy && left >= 0 && !sending.isBusy;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const hasModifier = event.ctrlKey || event.metaKey;
    const isPicking = completion.shown !== null && !hasModifier;
    if (isPicking && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      completion.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (isPicking && !event.shiftKey && (event.key === "Enter" || event.key === "Tab")) {
      event.preventDefault();
      pick(completion.chosen());
    } else if (isPicking && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      completion.dismiss();
    } else if (event.key === "Enter" && !event.shiftKey && (enterSends || hasModifier)) {
      event.preventDefault();
      if (canSend) void sending.send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.current?.blur();
      if (isNote && text === "") props.onKind(props.canWriteMessage ? "message" : null);
    }
  };
  const placeholder = isNote ? t("composer.notePlaceholder")
    : t(head.contactIsPresent ? "composer.placeholder" : "composer.placeholderAsync", { name });

  return (
    <div className={`${classes.composer ?? ""} ${isNote ? classes.note ?? "" : ""}`} data-is-target={uploads.isTarget}
      {...uploads.dropping}>
      {completion.shown !== null && (
        <CompletionList id={listId} suggestions={completion.shown.suggestions} active={completion.active} onPick={pick} />
      )}
      {props.canWriteMessage && <Kinds kind={kind} onKind={props.onKind} />}
      <textarea ref={field} className={classes.text} rows={1} value={text} placeholder={placeholder} dir="auto"
        aria-label={isNote ? t("composer.noteLabel") : t("composer.label", { name })}
        aria-autocomplete="list" aria-controls={completion.shown === null ? undefined : listId}
        aria-activedescendant={completion.shown === null ? undefined : `${listId}-${completion.active}`}
        aria-invalid={left < 0} onKeyDown={onKeyDown} onPaste={uploads.paste}
        onChange={event => {
          change(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          // The contact must not wait for what is not written to her.
          const written = event.currentTarget.value;
          if (written !== "") actions.typing(conversationId, isNote || readComposed(written).message === "");
        }}
        onSelect={event => { setCaret(event.currentTarget.selectionStart); }}
        onBlur={() => { setCaret(null); }} />
      <CommandPreview composed={completion.shown === null ? composed : { ...composed, commands: [] }} head={head} topics={topics}
        refusal={sending.refusal} />
      {!isNote && <UploadTray uploads={uploads.shown} onCancel={uploads.cancel} onRetry={uploads.retry} />}
      {sending.guard !== null && (
        <div className={paneClasses.guard} role="alertdialog" aria-label={t("guards.title")}>
          <p>{t("guards.replied", { name: sending.guard })}</p>
          <div className={paneClasses.buttons}>
            <Button size="xs" variant="default" autoFocus onClick={() => {
              sending.dismissGuard();
              field.current?.focus();
            }}>{t("guards.keepWriting")}</Button>
            <Button size="xs" onClick={() => void sending.send(true)}>{t("guards.sendAnyway")}</Button>
          </div>
        </div>
      )}
      <div className={classes.tools}>
        {!isNote && <AttachButton onFiles={uploads.add} />}
        <EmojiButton onPick={insert} />
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("composer.commands")} title={t("composer.commands")}
          onClick={() => { begin("$"); }}><span aria-hidden="true">$</span></ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("composer.macros")} title={t("composer.macros")}
          onClick={() => { begin("!"); }}><span aria-hidden="true">!</span></ActionIcon>
        {left <= showLeftFrom && (
          <span className={classes.count} data-is-over={left < 0} role="status">
            {left >= 0 ? t("composer.left", { count: left }) : t("composer.over", { count: -left })}
          </span>
        )}
        <span className={classes.hint} aria-hidden="true">
          {text !== "" && t(enterSends ? "composer.hintEnter" : "composer.hintCtrlEnter")}
        </span>
        <Button size="sm" disabled={!canSend} loading={sending.isBusy} onClick={() => void sending.send()}>
          {t(composed.message === "" && composed.commands.length > 0 ? "composer.run" : isNote ? "composer.addNote" : "composer.send")}
        </Button>
      </div>
    </div>
  );
}

function Kinds({ kind, onKind }: { kind: DraftKind; onKind: (kind: DraftKind) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={classes.kinds} role="group" aria-label={t("composer.mode")}>
      <button type="button" aria-pressed={kind === "message"} onClick={() => { onKind("message"); }}>
        {t("composer.message")}
      </button>
      <button type="button" aria-pressed={kind === "note"} onClick={() => { onKind("note"); }}>
        <IconLock size={13} aria-hidden />{t("composer.note")}
      </button>
    </div>
  );
}
