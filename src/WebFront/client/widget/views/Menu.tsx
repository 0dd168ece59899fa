import type { ComponentType, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ConversationState } from "../../state/conversations/conversationState";
import { isStored } from "../messenger/timelines";
import { MoreIcon } from "./icons";
import { useSurroundings } from "./context";

/** The ⋯ menu of a conversation. */
export function Menu({ conversation }: { conversation: ConversationState | null }): JSX.Element {
  const { messenger, texts, isMuted } = useSurroundings();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [Sharing, setSharing] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  const canShare = messenger.state.value.widget?.isPrivate === false;
  const canEnd = conversation !== null && conversation.head.status !== "ended" && isStored(conversation);

  const items = (): HTMLButtonElement[] => [...(menu.current?.querySelectorAll("button") ?? [])];
  useEffect(() => {
    if (!isOpen) return undefined;
    items()[0]?.focus();
    const closeOutside = (event: Event): void => {
      if (event.target instanceof Node && !menu.current?.contains(event.target) && !button.current?.contains(event.target)) {
        setOpen(false);
      }
    };
    document.addEventListener("pointerdown", closeOutside);
    return () => document.removeEventListener("pointerdown", closeOutside);
  }, [isOpen]);

  const shut = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const held = items();
    const at = held.findIndex(item => item === document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      held[(at + step + held.length) % held.length]?.focus();
    } else if (event.key === "Escape") {
      // Closes the menu only, not the panel behind it.
      event.stopPropagation();
      shut();
    } else if (event.key === "Tab") setOpen(false);
  };
  const choose = (action: () => void) => (): void => {
    shut();
    action();
  };

  return (
    <div class="menu-place">
      <button
        type="button" class="round" ref={button} aria-label={texts.more} title={texts.more} aria-haspopup="menu"
        aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}
      >
        <MoreIcon />
      </button>
      {isOpen && (
        <div class="menu" role="menu" aria-label={texts.more} ref={menu} onKeyDown={onKeyDown}>
          <button type="button" role="menuitem" tabIndex={-1} onClick={choose(() => { isMuted.value = !isMuted.value; })}>
            {isMuted.value ? texts.soundOn : texts.soundOff}
          </button>
          {canShare && (
            <button type="button" role="menuitem" tabIndex={-1} onClick={choose(() => {
              void import("../location/LocationSharing").then(loaded => setSharing(() => loaded.LocationSharing));
            })}
            >
              {texts.shareLocation}
            </button>
          )}
          {canEnd && (
            <button
              type="button" role="menuitem" tabIndex={-1}
              onClick={choose(() => messenger.end(conversation.head.conversationId))}
            >
              {texts.end}
            </button>
          )}
        </div>
      )}
      {Sharing !== null && (
        <Sharing onClose={() => {
          setSharing(null);
          shut();
        }}
        />
      )}
    </div>
  );
}
