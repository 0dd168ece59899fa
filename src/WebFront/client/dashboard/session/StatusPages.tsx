import { Button } from "@mantine/core";
import { useState, type ReactElement, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BrandMark } from "./Brand";
import classes from "./pages.module.css";
import { readSession } from "./session";

function StatusPage(props: { title: string; detail: string; children: ReactNode }): ReactElement {
  return (
    <main className={classes.page}>
      <div className={classes.status} role="alert">
        <BrandMark size={40} />
        <h1>{props.title}</h1>
        <p>{props.detail}</p>
        {props.children}
      </div>
    </main>
  );
}

export function UnreachablePage(): ReactElement {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const retry = async (): Promise<void> => {
    setIsBusy(true);
    await readSession();
    setIsBusy(false);
  };
  return (
    <StatusPage title={t("start.unreachable")} detail={t("start.unreachableDetail")}>
      <Button loading={isBusy} onClick={() => void retry()}>{t("tryAgain")}</Button>
    </StatusPage>
  );
}

export function BrokenPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <StatusPage title={t("start.broken")} detail={t("start.brokenDetail")}>
      <Button onClick={() => { window.location.reload(); }}>{t("start.reload")}</Button>
    </StatusPage>
  );
}

export function NotFoundPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <StatusPage title={t("start.notFound")} detail="">
      <Button component="a" href="/app/inbox">{t("start.toInbox")}</Button>
    </StatusPage>
  );
}
