import { ActionIcon, Button } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useState, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId, ConversationView, OperatorId } from "../../protocol/protocol";
import { useDesk, useDeskState } from "../desk/deskContext";
import { mineHeads, unassignedHeads } from "../desk/deskState";
import { contactName } from "../person/person";
import { ConversationRow } from "./ConversationRow";
import classes from "./InboxPane.module.css";
import { Mentions } from "./Mentions";
import { useSteadyLists, type SteadyRow } from "./useSteadyLists";

export function InboxPane({ openId }: { openId: ConversationId | null }): ReactElement {
  const { t } = useTranslation();
  const [search, setSearch] = useState<string | null>(null);
  const isLoaded = useDeskState(state => state.inbox !== null);
  const hasFailed = useDeskState(state => state.inbox === null && state.hasInboxFailed);
  return (
    <section className={classes.pane} aria-label={t("list.label")}>
      <div className={classes.head}>
        <h1 className={search === null ? "" : "mc-hidden"}>{t("inbox")}</h1>
        {search !== null && (
          <input className={classes.search} type="search" data-list-search autoFocus value={search}
            aria-label={t("list.search")} placeholder={t("list.search")}
            onChange={event => { setSearch(event.currentTarget.value); }}
            onKeyDown={event => { if (event.key === "Escape") setSearch(null); }} />
        )}
        <ActionIcon variant="subtle" color="gray" size="lg" data-list-search-toggle
          aria-label={t(search === null ? "list.search" : "list.searchClear")}
          onClick={() => { setSearch(held => held === null ? "" : null); }}>
          {search === null ? <IconSearch size={17} aria-hidden /> : <IconX size={17} aria-hidden />}
        </ActionIcon>
      </div>
      <Mentions />
      {isLoaded && <Lists openId={openId} search={search ?? ""} />}
      {!isLoaded && (hasFailed ? <Failed /> : <Skeleton />)}
    </section>
  );
}

const noHeads: readonly ConversationView[] = [];

function Lists({ openId, search }: { openId: ConversationId | null; search: string }): ReactElement {
  const { t } = useTranslation();
  const me = useDeskState(state => state.inbox?.me.operatorId ?? "");
  const isAway = useDeskState(state => state.inbox?.availability === "away");
  const mine = useDeskState(mineHeads);
  const unassigned = useDeskState(unassignedHeads);
  const lists = useSteadyLists(found(mine, search, t), found(unassigned, search, t));
  const { actions } = useDesk();
  const isSearchEmpty = search.trim() !== "" && lists.mine.length + lists.unassigned.length === 0;
  return (
    <div className={classes.scroll} onPointerEnter={event => { if (event.pointerType === "mouse") lists.hold(); }}
      onPointerLeave={lists.release}>
      {lists.newCount > 0 && (
        <div className={classes.pill}>
          <button type="button" title={t("list.updatesHint")} onClick={lists.hold}>
            {t("list.updates", { count: lists.newCount })}
          </button>
        </div>
      )}
      {isSearchEmpty && <p className={classes.empty} role="status">{t("list.searchEmpty", { text: search })}</p>}
      <Section title={t("list.mine")} count={mine.length} rows={lists.mine} openId={openId} me={me}>
        {mine.length === 0 && (
          <div className={classes.empty}>
            {t(isAway ? "list.mineEmptyAway" : "list.mineEmpty")}
            {isAway && <Button size="compact-sm" variant="default"
              onClick={() => void actions.setAvailability("online")}>{t("list.goOnline")}</Button>}
          </div>
        )}
      </Section>
      <Section title={t("list.unassigned")} count={unassigned.length} rows={lists.unassigned} openId={openId} me={me}>
        {unassigned.length === 0 && <p className={classes.empty}>{t("list.unassignedEmpty")}</p>}
      </Section>
    </div>
  );
}

function Section(props: {
  title: string; count: number; rows: readonly SteadyRow[]; openId: ConversationId | null; me: OperatorId;
  children: ReactElement | false;
}): ReactElement {
  return (
    <section className={classes.section}>
      <h2>{props.title} <span>{props.count}</span></h2>
      {props.children}
      <ul className={classes.rows}>
        {props.rows.map(({ head, isGone }) => (
          <ConversationRow key={head.conversationId} head={head} isGone={isGone} me={props.me}
            isOpen={head.conversationId === props.openId} />
        ))}
      </ul>
    </section>
  );
}

function Failed(): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  return (
    <div className={classes.failed} role="alert">
      <p>{t("list.failed")}</p>
      <Button variant="default" onClick={() => { desk.retry(); }}>{t("tryAgain")}</Button>
    </div>
  );
}

function Skeleton(): ReactElement {
  return (
    <div className={classes.skeleton} aria-hidden="true">
      {Array.from({ length: 5 }, (_, index) => <div key={index}><i /><i /><i /></div>)}
    </div>
  );
}

function found(
  heads: readonly ConversationView[], search: string, t: Parameters<typeof contactName>[1],
): readonly ConversationView[] {
  const words = search.trim().toLocaleLowerCase();
  if (words === "") return heads;
  const hits = heads.filter(head =>
    `${contactName(head, t)} ${head.preview?.text ?? ""}`.toLocaleLowerCase().includes(words));
  return hits.length === 0 ? noHeads : hits;
}
