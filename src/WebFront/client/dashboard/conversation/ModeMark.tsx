import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationView } from "../../protocol/protocol";
import classes from "./ModeMark.module.css";

export type Mode = "live" | "asynchronous" | "nobody" | "ended";

export function modeOf(head: ConversationView): Mode {
  if (head.status === "ended") return "ended";
  if (head.assignee === null) return "nobody";
  return head.mode;
}

const ring = { cx: 5, cy: 5, r: 3.8, fill: "none", stroke: "currentColor", strokeWidth: 1.6 } as const;

/** A filled dot for live, a ring for asynchronous, a dashed ring for nobody: told apart without colour. */
export function ModeMark({ mode, isSilent = false }: { mode: Mode; isSilent?: boolean }): ReactElement {
  const { t } = useTranslation();
  const label = t(`mark.${mode}`);
  return (
    <svg className={`${classes.mark ?? ""} ${classes[mode] ?? ""}`} width="10" height="10" viewBox="0 0 10 10"
      {...(isSilent ? { "aria-hidden": true } : { role: "img", "aria-label": label })} focusable="false">
      {!isSilent && <title>{label}</title>}
      {mode === "live" && <circle cx="5" cy="5" r="4.5" fill="currentColor" />}
      {mode === "asynchronous" && <circle {...ring} />}
      {mode === "nobody" && <circle {...ring} strokeDasharray="2.4 1.58" />}
      {mode === "ended" && <path d="M1.5 5.2 4 7.6 8.5 2.6" fill="none" stroke="currentColor" strokeWidth="1.6" />}
    </svg>
  );
}
