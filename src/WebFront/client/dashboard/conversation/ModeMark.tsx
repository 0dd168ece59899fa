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

/** A filled dot for live, a ring for asynchronous, a dashed ring for nobody: told apart without colour. */
export function ModeMark({ mode, isSilent = false }: { mode: Mode; isSilent?: boolean }): ReactElement {
  const { t } = useTranslation();
  const label = t(`mark.${mode}`);
  return (
    <svg className={`${classes.mark ?? ""} ${classes[mode] ?? ""}`} width="10" height="10" viewBox="0 0 10 10"
      {...(isSilent ? { "aria-hidden": true } : { role: "img", "aria-label": label })} focusable="false">
      {!isSilent && <title>{label}</title>}
      {mode === "live" && <circle cx="5" cy="5" r="4.500" fill="currentColor" />}
      {mode === "asynchronous" && <circle cx="5" cy="5" r="3.800" fill="none" stroke="currentColor" strokeWidth="1.600" />}
      {mode === "nobody" && <circle cx="5" cy="5" r="3.800" fill="none" stroke="currentColor" strokeWidth="1.600"
        strokeDasharray="2.400 1.580" />}
      {mode === "ended" && <path d="M1.500 5.200 4 7.600 8.500 2.600" fill="none" stroke="currentColor" strokeWidth="1.600" />}
    </svg>
  );
}
