import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView, TopicView } from "../../protocol/protocol";
import { readCommand, type ComposedText } from "../../state/composing/composedText";
import { unfilled } from "../../state/composing/macros";
import { effectWords, refusalWords } from "./commandWords";
import classes from "./Composer.module.css";

interface CommandPreviewProps {
  readonly composed: ComposedText;
  readonly head: ConversationView;
  readonly topics: readonly TopicView[];
  /** What the server, or the last try to send, had against it. */
  readonly refusal: string | null;
}

/** Under the text: what sending it will do beside saying it, and what stands in the way. */
export function CommandPreview({ composed, head, topics, refusal }: CommandPreviewProps): ReactElement {
  const { t, i18n } = useTranslation();
  const places = unfilled(composed.message);
  return (
    <div className={classes.preview} role="status">
      {composed.commands.map((command, index) => {
        const read = readCommand(command, topics);
        return (
          <p key={`${index}${command}`} data-is-wrong={!read.isRight}>
            {read.isRight ? effectWords(read, head, topics, t, i18n.language) : refusalWords(read.reason, command, t)}
          </p>
        );
      })}
      {composed.commands.length > 0 && composed.message !== "" && <p>{t("commands.does_message")}</p>}
      {places.length > 0 && <p data-is-wrong>{t("commands.unfilled", { count: places.length, places: places.join(", ") })}</p>}
      {refusal !== null && <p data-is-wrong role="alert">{refusal}</p>}
    </div>
  );
}
