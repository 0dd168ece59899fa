import { ActionIcon, Button, Popover } from "@mantine/core";
import { IconLock, IconMoodSmile } from "@tabler/icons-react";
import {
  lazy, Suspense, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement,
} from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../protocol/protocol";
import { useDesk } from "../desk/deskContext";
import type { DraftKind } from "../desk/drafts";
import { settings } from "../settings/settings";
import { useStore } from "../store";
import classes from "./Composer.module.css";

/** The server refuses longer texts; both count UTF-16 units. */
export const textLengthMax = 4_000;
const showLeftFrom = 400;

interface ComposerProps {
  readonly conversationId: ConversationId;
  readonly kind: DraftKind;
  readonly canWriteMessage: boolean;
  readonly name: string;
  readonly isPresent: boolean;
  /** Rises when the field should take the keyboard. */
  readonly focusCount: number;
  readonly onKind: (kind: DraftKind | null) => void;
}

export function Composer(props: ComposerProps): ReactElement {
  const { conversationId, kind } = props;
  const { t } = useTranslation();
  const { actions, drafts, outgoing } = useDesk();
  const enterSends = useStore(settings, current => current.enterSends);
  const [text, setText] = useState(() => drafts.read(conversationId, kind));
  const field = useRef<HTMLTextAreaElement>(null);
  const isNote = kind === "note";
  const left = textLengthMax - text.length;
  const canSend = text.trim() !== "" && left >= 0;

  useEffect(() => { if (props.focusCount > 0) field.current?.focus(); }, [props.focusCount]);
  // As high as its text, within the limits of the style sheet.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const change = (next: string): void => {
    setText(next);
    drafts.keep(conversationId, kind, next);
    if (!isNote && next !== "") actions.typing(conversationId);
  };
  const send = (): void => {
    if (!canSend) return;
    outgoing.send(conversationId, kind, text.trim());
    setText("");
    if (isNote) props.onKind(props.canWriteMessage ? "message" : null);
    else field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const hasModifier = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && !event.shiftKey && (enterSends || hasModifier)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.current?.blur();
      if (isNote && text === "") props.onKind(props.canWriteMessage ? "message" : null);
    }
  };
  const placeholder = isNote ? t("composer.notePlaceholder")
    : t(props.isPresent ? "composer.placeholder" : "composer.placeholderAsync", { name: props.name });

  return (
    <div className={`${classes.composer ?? ""} ${isNote ? classes.note ?? "" : ""}`}>
      {props.canWriteMessage && <Kinds kind={kind} onKind={props.onKind} />}
      <textarea ref={field} className={classes.text} rows={1} value={text} placeholder={placeholder} dir="auto"
        aria-label={isNote ? t("composer.noteLabel") : t("composer.label", { name: props.name })}
        aria-invalid={left < 0} onChange={event => { change(event.currentTarget.value); }} onKeyDown={onKeyDown} />
      <div className={classes.tools}>
        <EmojiButton onPick={emoji => { change(withInserted(field.current, text, emoji)); }} />
        {left <= showLeftFrom && (
          <span className={classes.count} data-is-over={left < 0} role="status">
            {left >= 0 ? t("composer.left", { count: left }) : t("composer.over", { count: -left })}
          </span>
        )}
        <span className={classes.hint} aria-hidden="true">
          {text !== "" && t(enterSends ? "composer.hintEnter" : "composer.hintCtrlEnter")}
        </span>
        <Button size="sm" disabled={!canSend} onClick={send}>{t(isNote ? "composer.addNote" : "composer.send")}</Button>
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

const EmojiPicker = lazy(async () => ({ default: (await import("./EmojiPicker")).EmojiPicker }));

function EmojiButton({ onPick }: { onPick: (emoji: string) => void }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("composer.emoji")}
          onClick={() => { setIsOpen(open => !open); }}>
          <IconMoodSmile size={19} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("composer.emoji")} p={4}>
        <div className={classes.picker}>
          <Suspense fallback={null}>
            <EmojiPicker onPick={emoji => {
              setIsOpen(false);
              onPick(emoji);
            }} />
          </Suspense>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function withInserted(field: HTMLTextAreaElement | null, text: string, inserted: string): string {
  const start = field?.selectionStart ?? text.length;
  const end = field?.selectionEnd ?? text.length;
  requestAnimationFrame(() => {
    field?.focus();
    field?.setSelectionRange(start + inserted.length, start + inserted.length);
  });
  return text.slice(0, start) + inserted + text.slice(end);
}
