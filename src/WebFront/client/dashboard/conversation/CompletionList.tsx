import type { TFunction } from "i18next";
import { useEffect, useRef, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Suggestion } from "../../state/composing/completion";
import { languageName } from "../contact/Fact";
import classes from "./Composer.module.css";

interface CompletionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly onPick: (suggestion: Suggestion) => void;
}

/** The focus stays in the text; the keys there move through the list. */
export function CompletionList({ id, suggestions, active, onPick }: CompletionListProps): ReactElement {
  const { t, i18n } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => { list.current?.children[active]?.scrollIntoView({ block: "nearest" }); }, [active]);
  return (
    <ul ref={list} id={id} role="listbox" aria-label={t("commands.suggestions")} className={classes.completion}>
      {suggestions.map((suggestion, index) => (
        <li key={suggestion.key} id={`${id}-${index}`} role="option" aria-selected={index === active}
          onMouseDown={event => { event.preventDefault(); }} onClick={() => { onPick(suggestion); }}>
          <b>{labelOf(suggestion)}</b>
          <span>{hintOf(suggestion, t, i18n.language)}</span>
        </li>
      ))}
    </ul>
  );
}

function labelOf(suggestion: Suggestion): string {
  if (suggestion.kind === "command") return `$${suggestion.word}`;
  return suggestion.kind === "macro" ? `!${suggestion.macro.name}` : suggestion.insert;
}

function hintOf(suggestion: Suggestion, t: TFunction, language: string): string {
  switch (suggestion.kind) {
    case "command": return t(`commands.help_${suggestion.word}`);
    case "macro": return suggestion.insert.replace(/\n/g, " · ");
    case "locale": return languageName(suggestion.insert, language);
    case "status":
      return t(suggestion.insert === "open" || suggestion.insert === "pending" ? `status.${suggestion.insert}` : "status.ended");
    case "topic":
    case "operator": return "";
    case "integration": return "";
  }
}
