import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState, type SubmitEvent, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { SetUp } from "../../protocol/protocol";
import { BrandMark } from "./Brand";
import classes from "./pages.module.css";
import { setUp, type Refusal } from "./session";

const passwordLengthMin = 10;
const nothing: SetUp = { accountName: "", name: "", email: "", password: "" };

export function SetupPage(): ReactElement {
  const { t } = useTranslation();
  const [account, setAccount] = useState(nothing);
  const [isSent, setIsSent] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const change = (field: keyof SetUp) => (event: { currentTarget: { value: string } }): void => {
    const { value } = event.currentTarget;
    setAccount(held => ({ ...held, [field]: value }));
  };
  const isMissing = (field: "accountName" | "name"): string | null =>
    isSent && account[field].trim() === "" ? t("setup.missing") : null;
  const isEmailValid = /^\S+@\S+$/.test(account.email.trim());
  const isPasswordLong = account.password.length >= passwordLengthMin;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setIsSent(true);
    const isComplete = account.accountName.trim() !== "" && account.name.trim() !== "";
    if (!isComplete || !isEmailValid || !isPasswordLong) return;
    setIsBusy(true);
    setRefusal(null);
    const refused = await setUp({
      accountName: account.accountName.trim(), name: account.name.trim(), email: account.email.trim(),
      password: account.password,
    });
    setIsBusy(false);
    setRefusal(refused);
  };

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={event => void submit(event)} noValidate>
        <div className={classes.brand}><BrandMark />{t("product")}</div>
        <h1 className={classes.title}>{t("setup.title")}</h1>
        <p className={classes.intro}>{t("setup.intro")}</p>
        <div className={classes.fields}>
          <TextInput label={t("setup.accountName")} description={t("setup.accountNameHint")} autoFocus maxLength={100}
            name="organization" autoComplete="organization" value={account.accountName}
            onChange={change("accountName")} error={isMissing("accountName")} />
          <TextInput label={t("setup.name")} description={t("setup.nameHint")} maxLength={100} name="name"
            autoComplete="name" value={account.name} onChange={change("name")} error={isMissing("name")} />
          <TextInput label={t("setup.email")} type="email" maxLength={254} name="email" autoComplete="username"
            value={account.email} onChange={change("email")}
            error={isSent && !isEmailValid ? t("setup.emailInvalid") : null} />
          <PasswordInput label={t("setup.password")} description={t("setup.passwordHint")} maxLength={128}
            name="password" autoComplete="new-password" value={account.password} onChange={change("password")}
            error={isSent && !isPasswordLong ? t("setup.passwordShort") : null} />
          {refusal !== null && <p className={classes.problem} role="alert">{t(wordsOf(refusal))}</p>}
          <Button type="submit" size="md" loading={isBusy} fullWidth>{t("setup.submit")}</Button>
        </div>
      </form>
    </main>
  );
}

function wordsOf(refusal: Refusal): "setup.done" | "setup.refused" | "signIn.limited" | "signIn.unreachable" {
  if (refusal === "done") return "setup.done";
  if (refusal === "limited") return "signIn.limited";
  return refusal === "unreachable" ? "signIn.unreachable" : "setup.refused";
}
