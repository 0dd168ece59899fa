import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../../protocol/protocol";
import { completionAt, type Completion, type CompletionSources, type Suggestion } from "../../state/composing/completion";
import { macrosOf } from "../../state/composing/macros";
import { languageName } from "../contact/Fact";
import { useDeskState } from "../desk/deskContext";

/** Where no widget speaks them, these are still likely. */
const commonLocales = ["en", "de", "fr", "es", "it", "nl", "pt", "pl"];

export interface CompletionControl {
  readonly shown: Completion | null;
  readonly active: number;
  readonly move: (by: number) => void;
  readonly dismiss: () => void;
  readonly chosen: () => Suggestion | undefined;
}

/** `caret` is null while the field has not got the keyboard. */
export function useCompletion(
  text: string, caret: number | null, head: ConversationView, isNote: boolean,
): CompletionControl {
  const sources = useSources(head, isNote || /^\s*\$note\b/i.test(text));
  const [held, setHeld] = useState({ text: "", active: 0, isDismissed: false });
  const completion = useMemo(() => caret === null ? null : completionAt(text, caret, sources), [text, caret, sources]);
  // What was chosen or put away holds for the text it was done at.
  const isHeld = held.text === text;
  const shown = isHeld && held.isDismissed ? null : completion;
  const count = shown?.suggestions.length ?? 0;
  const active = isHeld && held.active < count ? held.active : 0;
  return {
    shown,
    active,
    move: by => { setHeld({ text, active: count === 0 ? 0 : (active + by + count) % count, isDismissed: false }); },
    dismiss: () => { setHeld({ text, active: 0, isDismissed: true }); },
    chosen: () => shown?.suggestions[active],
  };
}

function useSources(head: ConversationView, namesOperators: boolean): CompletionSources {
  const { i18n } = useTranslation();
  const account = useDeskState(desk => desk.inbox?.account ?? null);
  const me = useDeskState(desk => desk.inbox?.me.name ?? null);
  const read = useDeskState(desk => desk.contacts.get(head.contactId));
  return useMemo(() => {
    const contact = read === undefined || read === "failed" ? null : read;
    const topics = account?.topics ?? [];
    const widget = account?.widgets.find(known => known.widgetId === head.widgetId);
    const names = topics.filter(topic => head.topics.includes(topic.topicId)).map(topic => topic.name);
    return {
      topics,
      locales: [...new Set([...widget?.texts.map(one => one.language) ?? [], ...commonLocales])],
      integrations: account?.integrations ?? [],
      macros: macrosOf(account?.macros ?? [], head.groupId),
      locale: head.locale,
      values: {
        "contact.name": head.contactName,
        "contact.email": contact?.email ?? null,
        "contact.phone": contact?.phone ?? null,
        "contact.company": contact?.company ?? null,
        "operator.name": me,
        "conversation.topic": names.length === 0 ? null : names.join(", "),
        "conversation.language": languageName(head.locale, i18n.language),
        "account.name": account?.name ?? null,
        "widget.name": widget?.name ?? null,
      },
      operators: namesOperators ? account?.operators.map(one => one.name).filter(name => name !== me) ?? [] : [],
    };
  }, [account, head, i18n.language, me, namesOperators, read]);
}
