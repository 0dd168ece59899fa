import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment, ConversationView, TopicView } from "../../protocol/protocol";
import { readCommand, readComposed } from "../../state/composing/composedText";
import { writtenSince } from "../../state/conversations/writtenSince";
import { useDesk } from "../desk/deskContext";
import type { DraftKind } from "../desk/drafts";
import { contactName } from "../person/person";
import { refusalWords } from "./commandWords";

interface SendingOptions {
  readonly head: ConversationView;
  readonly kind: DraftKind;
  readonly text: string;
  readonly topics: readonly TopicView[];
  readonly change: (text: string) => void;
  /** Takes the files that are ready. */
  readonly takeFiles: () => readonly Attachment[];
  readonly onHelp: () => void;
  readonly onSent: () => void;
}

export interface Sending {
  readonly isBusy: boolean;
  /** Who has written since this text was begun, while she is asked whether to send it. */
  readonly guard: string | null;
  /** She keeps writing. */
  readonly dismissGuard: () => void;
  /** Why the text is still there. */
  readonly refusal: string | null;
  /** `isAnyway`: she was asked. */
  readonly send: (isAnyway?: boolean) => Promise<void>;
}

/**
 * Sends what was written. Commands go first and are answered while she watches; the message follows only when all have
 * been carried out, so that nothing is said that she meant otherwise. What was not carried out stays in the field.
 */
export function useSending(options: SendingOptions): Sending {
  const { head, kind, text, topics } = options;
  const { t } = useTranslation();
  const { actions, drafts, outgoing, store } = useDesk();
  const [isBusy, setIsBusy] = useState(false);
  // A refusal belongs to the text that was refused.
  const [refused, setRefused] = useState<{ text: string; words: string } | null>(null);
  const [guarded, setGuarded] = useState<{ text: string; name: string } | null>(null);
  const id = head.conversationId;

  const runAll = async (commands: readonly string[], message: string): Promise<boolean> => {
    for (const [index, command] of commands.entries()) {
      const reason = await actions.runCommand(id, command);
      if (reason !== null) {
        const rest = [...commands.slice(index), ...message === "" ? [] : [escaped(message)]].join("\n");
        options.change(rest);
        setRefused({ text: rest, words: refusalWords(reason, command, t) });
        return false;
      }
    }
    return true;
  };
  const send = async (isAnyway = false): Promise<void> => {
    if (isBusy) return;
    const { message, commands } = readComposed(text);
    const reads = commands.map(command => readCommand(command, topics));
    // The preview says already what is wrong with them.
    if (reads.some(read => !read.isRight)) return;
    if (reads.some(read => read.isRight && read.word === "help")) {
      options.onHelp();
      return;
    }
    if (commands.length > 0) {
      setIsBusy(true);
      try {
        if (!await runAll(commands, message)) return;
      } finally {
        setIsBusy(false);
      }
    }
    const state = store.state.conversations.get(id);
    const begunAt = drafts.begunAt(id) ?? state?.upTo ?? null;
    if (kind === "message" && message !== "" && !isAnyway && state !== undefined && begunAt !== null) {
      const other = writtenSince(state, begunAt, store.state.inbox?.me.operatorId ?? "");
      if (other !== null) {
        setGuarded({ text, name: other.kind === "contact" ? contactName(head, t) : other.name ?? t("system.somebody") });
        return;
      }
    }
    setGuarded(null);
    options.change("");
    const files = options.takeFiles();
    if (message !== "" || files.length > 0) outgoing.send(id, kind, message, isAnyway ? null : begunAt, files);
    options.onSent();
  };
  return {
    isBusy, refusal: refused?.text === text ? refused.words : null, send,
    guard: guarded?.text === text ? guarded.name : null, dismissGuard: () => { setGuarded(null); },
  };
}

/** A message as it is typed: where its lines begin with "$", that is doubled. */
function escaped(message: string): string {
  return message.replace(/^(\s*)\$(?!\d)/gm, "$1$$$$");
}
