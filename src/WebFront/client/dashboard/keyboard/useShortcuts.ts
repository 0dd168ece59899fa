import { useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { ConversationId } from "../../protocol/protocol";
import { sendKeyCommand, type KeyCommand } from "./commands";

const sequenceMilliseconds = 1_000;
const commands: Record<string, KeyCommand> = { r: "write", n: "note", a: "assign", e: "end" };

/** Single keys, as long as nobody types and no dialog is open. */
export function useShortcuts(openId: ConversationId | null, onHelp: () => void): void {
  const navigate = useNavigate();
  const goAt = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return;
      const wasGo = Date.now() - goAt.current < sequenceMilliseconds;
      goAt.current = event.key === "g" ? Date.now() : 0;
      const command = commands[event.key];
      if (wasGo && event.key === "i") void navigate({ to: "/inbox" });
      else if (event.key === "Escape") { if (openId !== null) void navigate({ to: "/inbox" }); }
      else if (event.key === "?") onHelp();
      else if (event.key === "j" || event.key === "k") moveFocus(event.key === "j" ? 1 : -1);
      else if (event.key === "/") startSearch();
      else if (command !== undefined) sendKeyCommand(command);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => { document.removeEventListener("keydown", onKey); };
  }, [navigate, onHelp, openId]);
}

/** Somebody types, or a dialog, menu or sheet has the keyboard. */
function isBusy(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target === null) return false;
  if (target.isContentEditable || target.matches("input, textarea, select, emoji-picker")) return true;
  return document.querySelector("[role=dialog], [role=menu]") !== null;
}

function moveFocus(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const focused = rows.findIndex(row => row === document.activeElement);
  const open = rows.findIndex(row => row.hasAttribute("aria-current"));
  const from = focused >= 0 ? focused : open;
  const next = from < 0 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, from + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function startSearch(): void {
  const field = document.querySelector<HTMLElement>("[data-list-search]");
  if (field !== null) field.focus();
  else document.querySelector<HTMLElement>("[data-list-search-toggle]")?.click();
}
