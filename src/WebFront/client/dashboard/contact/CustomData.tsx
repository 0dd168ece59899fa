import { useMemo, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { changesOf, type JsonValue } from "./jsonChanges";
import classes from "./CustomData.module.css";

/** What the page said last about its visitor, as a tree that folds, with what is otherwise than the time before marked. */
export function CustomData({ json, previous }: { json: string; previous: string | null }): ReactElement {
  const data = useMemo(() => parsed(json), [json]);
  const before = useMemo(() => previous === null ? undefined : parsed(previous), [previous]);
  if (data === undefined) return <pre className={classes.tree}>{json}</pre>;
  return <div className={classes.tree} tabIndex={0}><Branch value={data} before={before} isCompared={before !== undefined} depth={0} /></div>;
}

interface BranchProps {
  readonly value: JsonValue;
  readonly before: JsonValue | undefined;
  readonly isCompared: boolean;
  readonly depth: number;
}

function Branch({ value, before, isCompared, depth }: BranchProps): ReactElement {
  const { t } = useTranslation();
  return (
    <ul>
      {changesOf(value, before, isCompared).map(({ key, now, then, change }) => (
        <li key={key} data-change={change ?? undefined}>
          {now !== undefined && isBranch(now) ? (
            <details open={depth < 2 || change !== null}>
              <summary>
                <b>{key}</b> <span>{t("contact.entries", { count: Object.keys(now).length })}</span>
                {change !== null && <Mark change={change} />}
              </summary>
              <Branch value={now} before={then} isCompared={isCompared && change !== "added"} depth={depth + 1} />
            </details>
          ) : (
            <span>
              <b>{key}</b> <Leaf value={now === undefined ? then ?? null : now} />
              {change !== null && <Mark change={change} before={now === undefined ? undefined : then} />}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Leaf({ value }: { value: JsonValue }): ReactElement {
  return <span className={classes.leaf} data-type={typeof value} dir="auto">{isBranch(value) ? JSON.stringify(value) : String(value)}</span>;
}

/** In words too: colour alone says nothing to some. */
function Mark({ change, before }: { change: string; before?: JsonValue | undefined }): ReactElement {
  const { t } = useTranslation();
  return (
    <em className={classes.mark}>
      {change === "removed" ? t("contact.removed")
        : change === "changed" && before !== undefined && !isBranch(before) ? t("contact.wasBefore", { value: String(before) }) : t("contact.changed")}
    </em>
  );
}

function isBranch(value: JsonValue): value is JsonValue[] | { [key: string]: JsonValue } {
  return typeof value === "object" && value !== null;
}

function parsed(json: string): JsonValue | undefined {
  try {
    return JSON.parse(json) as JsonValue;
  } catch {
    return undefined;
  }
}
