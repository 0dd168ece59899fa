// Loaded when the visitor asks for it: nothing of it is in the widget's first load.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useSurroundings } from "../views/context";
import { locationWords } from "./locationWords";

type Step = "asking" | "locating" | "done" | "denied" | "notFound" | "refused";

const patienceMilliseconds = 20_000;
const fineForMilliseconds = 300_000;
// Here, since a style sheet is loaded whole by everybody.
const dialogStyle = { width: "280px", padding: "16px", gap: "12px", zIndex: 1 };
const buttonsStyle = { display: "flex", gap: "8px" };

/** Says what is shared and with whom, asks the browser only after she agreed, and says what became of it. */
export function LocationSharing({ onClose }: { onClose: () => void }): JSX.Element {
  const { messenger, language } = useSurroundings();
  const words = locationWords[language];
  const [step, setStep] = useState<Step>("asking");
  const buttons = useRef<HTMLDivElement>(null);
  useEffect(() => buttons.current?.querySelector<HTMLButtonElement>("button:enabled")?.focus(), [step]);

  const send = ({ coords }: GeolocationPosition): void => {
    const { latitude, longitude, accuracy } = coords;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    void messenger.shareLocation({ latitude, longitude, accuracyMetres: accuracy, timeZone })
      .then(answer => setStep(answer.rejection === null ? "done" : "refused"));
  };
  const share = (): void => {
    setStep("locating");
    navigator.geolocation.getCurrentPosition(
      send,
      problem => setStep(problem.code === problem.PERMISSION_DENIED ? "denied" : "notFound"),
      { timeout: patienceMilliseconds, maximumAge: fineForMilliseconds },
    );
  };
  const isSettled = step === "done" || step === "denied" || step === "refused";

  return (
    <div
      class="menu" style={dialogStyle} role="dialog" aria-label={words.title}
      onKeyDown={event => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <p role="status">{words[step]}</p>
      <div style={buttonsStyle} ref={buttons}>
        {!isSettled && (
          <button type="button" class="primary" disabled={step === "locating"} onClick={share}>
            {step === "notFound" ? words.again : words.share}
          </button>
        )}
        <button type="button" onClick={onClose}>{isSettled ? words.close : words.notNow}</button>
      </div>
    </div>
  );
}
