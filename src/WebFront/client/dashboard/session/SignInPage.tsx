import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { useState, type SubmitEvent, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../store";
import { BrandMark } from "./Brand";
import classes from "./pages.module.css";
import { session, signIn, type Refusal } from "./session";

export function SignInPage(): ReactElement {
  const { t } = useTranslation();
  const why = useStore(session, current => current.kind === "signedOut" ? current.why : null);
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [isStaying, setIsStaying] = useState(true);
  const [isSent, setIsSent] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setIsSent(true);
    if (email.trim() === "" || password === "") return;
    setIsBusy(true);
    setRefusal(null);
    const refused = await signIn({ email: email.trim(), password, stayingSignedIn: isStaying });
    setIsBusy(false);
    setRefusal(refused);
  };

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={event => void submit(event)} noValidate>
        <div className={classes.brand}><BrandMark />{t("product")}</div>
        <h1 className={classes.title}>{t("signIn.title")}</h1>
        <p className={classes.intro}>{t("signIn.intro")}</p>
        <div className={classes.fields}>
          {why !== null && refusal === null
            && <p className={classes.news} role="status">{t(`signIn.ended_${why}`)}</p>}
          <TextInput label={t("signIn.email")} type="email" name="email" autoComplete="username" autoFocus size="md"
            value={email} onChange={event => { setEmail(event.currentTarget.value); }}
            error={isSent && email.trim() === "" ? t("signIn.emailMissing") : null} />
          <PasswordInput label={t("signIn.password")} name="password" autoComplete="current-password" size="md"
            value={password} onChange={event => { setPassword(event.currentTarget.value); }}
            error={isSent && password === "" ? t("signIn.passwordMissing") : null} />
          <Checkbox label={t("signIn.stay")} checked={isStaying}
            onChange={event => { setIsStaying(event.currentTarget.checked); }} />
          {refusal !== null && <p className={classes.problem} role="alert">{t(wordsOf(refusal))}</p>}
          <Button type="submit" size="md" loading={isBusy} fullWidth>{t("signIn.submit")}</Button>
        </div>
      </form>
    </main>
  );
}

function wordsOf(refusal: Refusal): "signIn.wrong" | "signIn.limited" | "signIn.unreachable" {
  if (refusal === "limited") return "signIn.limited";
  return refusal === "unreachable" ? "signIn.unreachable" : "signIn.wrong";
}
