import type { ComponentType, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ConversationState } from "../../state/conversations/conversationState";
import { isStored } from "../messenger/timelines";
import type { EmojiPickerProps } from "./EmojiPicker";
import { AttachIcon, EmojiIcon, SendIcon } from "./icons";
import { useSurroundings } from "./context";
import { useFiles } from "./useFiles";

/** The longest message that the server takes. */
const textMax = 4_000;
const showLeftFrom = 200;

/** Where the visitor writes. What she began is kept until it is sent. */
export function Composer({ conversation }: { conversation: ConversationState | null }): JSX.Element {
  const { messenger, texts, isTouch } = useSurroundings();
  const id = conversation?.head.conversationId ?? null;
  const [text, setText] = useState(() => messenger.drafts.read(id));
  const [Picker, setPicker] = useState<ComponentType<EmojiPickerProps> | null>(null);
  const [isPicking, setPicking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const emojiButton = useRef<HTMLButtonElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const files = useFiles(conversation);
  const canSend = (text.trim() !== "" || files.isReady) && !files.isBusy;

  useLayoutEffect(() => { if (!isTouch) field.current?.focus({ preventScroll: true }); }, [isTouch]);
  useLayoutEffect(() => { if (field.current !== null) fit(field.current); }, [text]);

  // Whoever leaves the conversation types no more in it.
  useEffect(() => () => { if (id !== null) messenger.typing(id, ""); }, [messenger, id]);

  const change = (next: string): void => {
    setText(next);
    messenger.drafts.write(id, next);
    if (conversation !== null && isStored(conversation)) messenger.typing(conversation.head.conversationId, next);
  };
  const send = (): void => {
    const written = text.trim();
    if (!canSend) return;
    messenger.drafts.write(id, "");
    setText("");
    messenger.write(id, written, files.take());
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouch) return;
    event.preventDefault();
    send();
  };
  const pick = (emoji: string): void => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    change(text.slice(0, selectionStart) + emoji + text.slice(selectionEnd));
    closePicker();
    requestAnimationFrame(() => field.current?.setSelectionRange(selectionStart + emoji.length, selectionStart + emoji.length));
  };
  const closePicker = (): void => {
    setPicking(false);
    field.current?.focus();
  };
  const togglePicker = (): void => {
    setPicking(!isPicking);
    if (Picker === null) void import("./EmojiPicker").then(loaded => setPicker(() => loaded.EmojiPicker));
  };

  return (
    <form class="composer" onSubmit={event => { event.preventDefault(); send(); }} onDragOver={files.dragOver} onDrop={files.drop}>
      {isPicking && Picker !== null && <Picker onPick={pick} onClose={closePicker} opener={emojiButton} />}
      {files.tray !== null && <files.tray.Tray uploads={files.tray.uploads} />}
      <div class="field">
        <textarea
          ref={field} rows={1} value={text} maxLength={textMax} placeholder={texts.write} aria-label={texts.message}
          enterkeyhint={isTouch ? "enter" : "send"} onKeyDown={onKeyDown} onPaste={files.paste} onInput={event => change(event.currentTarget.value)}
        />
        {files.isOn && (
          <button type="button" class="round" aria-label={texts.fileAttach} title={texts.fileAttach} onClick={() => chooser.current?.click()}>
            <AttachIcon />
          </button>
        )}
        <input
          ref={chooser} type="file" multiple hidden tabIndex={-1} aria-hidden="true"
          onChange={event => {
            files.add([...event.currentTarget.files ?? []]);
            // The same file may be chosen again.
            event.currentTarget.value = "";
          }}
        />
        <button
          type="button" class="round" ref={emojiButton} aria-label={texts.emoji} title={texts.emoji} aria-haspopup="dialog"
          aria-expanded={isPicking} onClick={togglePicker}
        >
          <EmojiIcon />
        </button>
        {textMax - text.length <= showLeftFrom && <span class="left" role="status">{texts.charactersLeft(textMax - text.length)}</span>}
        <button type="submit" class="round send" aria-label={texts.send} title={texts.send} disabled={!canSend}>
          <SendIcon />
        </button>
      </div>
      {messenger.state.value.widget?.hasLivePreview === true && <p class="meta">{texts.previewIsShown}</p>}
    </form>
  );
}

/** As high as its text, up to the limit in the style sheet. */
function fit(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
