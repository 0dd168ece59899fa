import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ConversationState } from "../../state/conversations/conversationState";
import { Composer } from "./Composer";
import { StarIcon } from "./icons";
import { useSurroundings } from "./context";

const starCounts = [1, 2, 3, 4, 5];

/** At the foot of an ended conversation: how was it, and the way back into it. */
export function Ending({ conversation }: { conversation: ConversationState }): JSX.Element {
  const { messenger, texts } = useSurroundings();
  const { conversationId, rating } = conversation.head;
  const [stars, setStars] = useState(0);
  const [hovered, setHovered] = useState(0);
  const [words, setWords] = useState("");
  const [isWriting, setWriting] = useState(false);
  if (isWriting || conversation.pending.length > 0) return <Composer conversation={conversation} />;

  const given = rating?.stars ?? messenger.ratings.value.get(conversationId) ?? 0;
  const isRated = given > 0;
  const shown = isRated ? given : hovered > 0 ? hovered : stars;
  const send = (event: Event): void => {
    event.preventDefault();
    if (stars > 0) messenger.rate(conversationId, stars, words.trim() === "" ? null : words.trim());
  };
  return (
    <form class="ending" onSubmit={send}>
      <p role="status">{isRated ? texts.thanks : ""}</p>
      <fieldset disabled={isRated} onMouseLeave={() => setHovered(0)}>
        <legend>{isRated ? texts.rated(given) : texts.rateTitle}</legend>
        <div class="stars">
          {starCounts.map(count => (
            <label key={count} class="star-choice" data-on={count <= shown} onMouseEnter={() => setHovered(count)}>
              <input
                type="radio" name="stars" value={count} checked={count === (isRated ? given : stars)}
                onChange={() => setStars(count)}
              />
              <StarIcon />
              <span class="unseen">{`${texts.stars(count)}, ${texts.starWords[count - 1] ?? ""}`}</span>
            </label>
          ))}
        </div>
        <p class="star-word" aria-hidden="true">{shown > 0 ? texts.starWords[shown - 1] : "\u00a0"}</p>
      </fieldset>
      {!isRated && stars > 0 && (
        <>
          <textarea
            rows={2} maxLength={1000} aria-label={texts.rateWords} placeholder={texts.rateWords} value={words}
            onInput={event => setWords(event.currentTarget.value)}
          />
          <button type="submit" class="primary">{texts.rate}</button>
        </>
      )}
      <button type="button" class="plain" onClick={() => setWriting(true)}>{texts.again}</button>
    </form>
  );
}
