import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { MailIcon } from "./icons";
import { useSurroundings } from "./context";

/** Offers to answer by mail as well. Never demanded: it folds out on request. */
export function EmailOffer(): JSX.Element {
  const { messenger, texts } = useSurroundings();
  const [step, setStep] = useState<"offered" | "asking" | "saving" | "wrong">("offered");
  const [email, setEmail] = useState("");

  const save = (event: Event): void => {
    event.preventDefault();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email.trim())) {
      setStep("wrong");
      return;
    }
    setStep("saving");
    void messenger.setContactInfo({ email: email.trim() }, true)
      .then(answer => setStep(answer.rejection === null ? "offered" : "wrong"));
  };

  if (step === "offered") {
    return (
      <button type="button" class="offer" onClick={() => setStep("asking")}><MailIcon />{texts.emailOffer}</button>
    );
  }
  return (
    <form class="email" onSubmit={save} noValidate>
      <input
        type="email" autoComplete="email" aria-label={texts.email} placeholder={texts.emailExample} value={email}
        maxLength={254} aria-invalid={step === "wrong"} aria-describedby="email-wrong" ref={focusOnce}
        onInput={event => { setEmail(event.currentTarget.value); setStep("asking"); }}
      />
      <button type="submit" class="primary" disabled={step === "saving"}>{texts.save}</button>
      <p id="email-wrong" class="wrong" role="alert">{step === "wrong" ? texts.emailWrong : ""}</p>
    </form>
  );
}

function focusOnce(input: HTMLInputElement | null): void {
  if (input !== null && input.dataset["seen"] === undefined) {
    input.dataset["seen"] = "";
    input.focus();
  }
}
