import { useEffect, useRef, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { VisitedPageView } from "../../protocol/protocol";
import type { VisitsRead } from "../desk/deskState";
import { fullTime, stayWords, timeWords } from "../format/time";
import { useNow } from "../format/useNow";
import panel from "./ContactPanel.module.css";
import classes from "./VisitedPages.module.css";
import { pageHref, pageName } from "./pageNames";

/** The pages that the contact looked at, in the order in which she came to them; the list begins at its newest end. */
export function VisitedPages({ read }: { read: VisitsRead | "failed" | undefined }): ReactElement {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const count = read === undefined || read === "failed" ? 0 : read.visits?.impressions ?? 0;
  useEffect(() => { if (list.current !== null) list.current.scrollTop = list.current.scrollHeight; }, [count]);
  if (read === undefined) return <p className={panel.soft}>{t("pages.loading")}</p>;
  if (read === "failed") return <p className={panel.soft} role="alert">{t("pages.failed")}</p>;
  if (read.visits === null) return <p className={panel.soft}>{t("pages.none")}</p>;
  return (
    <ol className={classes.pages} ref={list} tabIndex={0} aria-label={t("pages.title")}>
      {read.visits.pages.map(page => <Page key={`${page.at} ${page.url}`} page={page} readAt={read.readAt} />)}
    </ol>
  );
}

function Page({ page, readAt }: { page: VisitedPageView; readAt: number }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(page.isLive ? 1_000 : 30_000);
  const href = pageHref(page.url);
  const name = <><b dir="auto">{pageName(page)}</b><span className={classes.address} dir="ltr">{page.url}</span></>;
  const stayed = page.stayedSeconds + (page.isLive ? Math.max(0, Math.floor((now - readAt) / 1_000)) : 0);
  return (
    <li data-is-live={page.isLive}>
      {href === null ? <span className={classes.name} title={page.url}>{name}</span> : (
        <a className={classes.name} href={href} title={page.url} target="_blank" rel="noopener noreferrer nofollow">{name}</a>
      )}
      <div className={classes.times}>
        {page.isLive && <span className={classes.live}><i aria-hidden="true" />{t("pages.live")}</span>}
        <time dateTime={page.at} title={fullTime(page.at, i18n.language)}>{timeWords(page.at, now, i18n.language, t)}</time>
        <span title={t("pages.stay")}><span className={classes.hidden}>{t("pages.stay")}: </span>{stayWords(stayed)}</span>
      </div>
    </li>
  );
}
