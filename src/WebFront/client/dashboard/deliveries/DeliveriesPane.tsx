import { ActionIcon, Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Delivery } from "../../protocol/protocol";
import { useDeskState } from "../desk/deskContext";
import { fullTime } from "../format/time";
import classes from "./DeliveriesPane.module.css";
import { readDeliveries, tryAgain, type DeliveriesRead } from "./readDeliveries";

const readsEveryMilliseconds = 5_000;

/** Every mail of the account, and how it fared. */
export function DeliveriesPane(): ReactElement {
  const { t } = useTranslation();
  const [read, setRead] = useState<DeliveriesRead | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const readAgain = useCallback(() => readDeliveries().then(setRead), []);
  useEffect(() => {
    void readDeliveries().then(setRead);
    const timer = setInterval(() => void readAgain(), readsEveryMilliseconds);
    return () => { clearInterval(timer); };
  }, [readAgain]);
  const repeat = async (delivery: Delivery): Promise<void> => {
    setHasFailed(!await tryAgain(delivery.deliveryId));
    await readAgain();
  };
  return (
    <div className={classes.pane}>
      <header className={classes.head}>
        <ActionIcon component={Link} to="/inbox" variant="subtle" color="gray" size="lg" className={classes.back ?? ""}
          aria-label={t("back")}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <h1>{t("mail.title")}</h1>
      </header>
      <div className={classes.body}>
        {hasFailed && <p className={classes.problem} role="alert">{t("mail.tryAgainFailed")}</p>}
        {read !== null && <Content read={read} onRepeat={repeat} />}
      </div>
    </div>
  );
}

function Content({ read, onRepeat }: { read: DeliveriesRead; onRepeat: (delivery: Delivery) => Promise<void> }): ReactElement {
  const { t } = useTranslation();
  if (read.kind !== "read") {
    return <p role="alert">{t(read.kind === "forbidden" ? "mail.forbidden" : "mail.unreachable")}</p>;
  }
  const { sender, items } = read.deliveries;
  return (
    <>
      <p className={classes.sender}>{sender === null ? t("mail.notSetUp") : t("mail.sender", { address: sender })}</p>
      {items.length === 0 ? <p>{t("mail.none")}</p> : (
        <ul className={classes.list} aria-label={t("mail.title")}>
          {items.map(delivery => <DeliveryRow key={delivery.deliveryId} delivery={delivery} onRepeat={onRepeat} />)}
        </ul>
      )}
    </>
  );
}

function DeliveryRow({ delivery, onRepeat }: { delivery: Delivery; onRepeat: (delivery: Delivery) => Promise<void> }): ReactElement {
  const { t, i18n } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const asker = useDeskState(desk =>
    desk.inbox?.account.operators.find(one => one.operatorId === delivery.askedBy)?.name ?? t("system.somebody"));
  const { status, problem, tries, nextTryAt, serverSaid } = delivery;
  const time = (at: string): string => fullTime(at, i18n.language);
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <b dir="auto">{delivery.recipient}</b>
        <span>
          <Link to="/inbox/$conversationId" params={{ conversationId: delivery.conversationId }}>{t(`mail.kind_${delivery.kind}`)}</Link>
          {" · "}{t("mail.askedBy", { name: asker, time: time(delivery.askedAt) })}
        </span>
      </div>
      <div className={classes.outcome} data-status={status}>
        <b>{t(`mail.${status}`)}</b>
        <span>{t("mail.tries", { count: tries })}{status === "sent" && ` · ${time(delivery.changedAt)}`}
          {nextTryAt !== null && ` · ${t("mail.nextTry", { time: time(nextTryAt) })}`}</span>
        {problem !== null && problem !== "interrupted" && <span>{t("mail.because", { why: t(delivery.kind === "transcript" ? `mailProblem.${problem}` : `integrationProblem.${problem}`) })}</span>}
        {serverSaid !== null && <q dir="auto">{serverSaid}</q>}
      </div>
      {status !== "sent" && (
        <Button variant="default" size="xs" loading={isBusy} aria-label={t("mail.tryAgainFor", { address: delivery.recipient })}
          onClick={() => {
            setIsBusy(true);
            void onRepeat(delivery).finally(() => { setIsBusy(false); });
          }}>{t("tryAgain")}</Button>
      )}
    </li>
  );
}
