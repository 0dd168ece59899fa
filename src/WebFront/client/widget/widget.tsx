// Puts the widget together: parameters, messenger, host page, looks and screens.
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import type { DurableStorage } from "../connection/durableStorage";
import type { CreateHub } from "../connection/reconnectingHub";
import type { CallResult } from "../loader/messages";
import type { Answer } from "../protocol/protocol";
import { applyAppearance, defaultAccent } from "./appearance";
import type { FrameParameters } from "./frameParameters";
import { connectToHostPage } from "./hostPage";
import { createMessenger } from "./messenger/messenger";
import type { SessionKeeper } from "./session";
import { createSound } from "./sound";
import { textsOf } from "./texts";
import { App } from "./views/App";
import { focusPanel } from "./views/focus";

export interface WidgetParts {
  readonly parameters: FrameParameters;
  readonly storage: DurableStorage;
  readonly session: SessionKeeper;
  readonly createHub: CreateHub;
  readonly root: Element;
}

export function startWidget({ parameters, storage, session, createHub, root }: WidgetParts): void {
  const isEmbedded = window.parent !== window && parameters.hostOrigin.startsWith("http");
  const isTouch = matchMedia("(pointer: coarse)").matches;
  const isOpen = signal(!isEmbedded);
  const now = signal(Date.now());
  const texts = textsOf(parameters.language);
  const sound = createSound(storage, isTouch);
  const messenger = createMessenger({
    widgetKey: parameters.widgetKey, locale: parameters.locale, storage, session, createHub,
    onOtherContact: () => location.reload(),
  });

  document.documentElement.lang = parameters.language;
  // Calls wait for the connection; they do not make one, or every page view would become a contact.
  const callOf = async (method: string, argument: Record<string, unknown>): Promise<CallResult> => {
    if (method === "setCustomData") return resultOf(await messenger.setCustomData(JSON.stringify(argument)));
    if (method !== "setContactInfo") return { ok: false, error: "methodIsUnknown" };
    return resultOf(await messenger.setContactInfo(textFields(argument)));
  };

  const host = isEmbedded ? connectToHostPage(parameters.hostOrigin, {
    visibilityChanged: visible => { isOpen.value = visible; },
    called: callOf,
    shutDown: () => messenger.stop(),
  }) : null;

  const look = (): void => applyAppearance(
    parameters.theme, parameters.accent ?? messenger.state.value.widget?.accent ?? defaultAccent);
  effect(look);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look);

  // A visitor who was never here costs the server nothing until she opens the panel.
  effect(() => { if (isOpen.value || session.hasToken()) messenger.start(); });
  effect(() => { if (isOpen.value) requestAnimationFrame(() => focusPanel(isTouch)); });
  const isSeen = (): boolean => isOpen.value && document.visibilityState === "visible";
  effect(() => messenger.setVisible(isSeen()));
  document.addEventListener("visibilitychange", () => messenger.setVisible(isSeen()));
  // Menus and pickers keep their Escape to themselves.
  document.addEventListener("keydown", event => { if (event.key === "Escape") host?.close(); });
  setInterval(() => { now.value = Date.now(); }, 5_000);

  effect(() => {
    const { widget, conversations } = messenger.state.value;
    if (widget === null) return;
    host?.updateLauncher(widget.accent, widget.position, messenger.unread.value, conversations.size > 0);
  });
  effect(() => { if (messenger.phase.value === "open") host?.tell("ready"); });
  effect(() => { if (messenger.phase.value === "refused") host?.tell("error", "widgetIsRefused"); });
  effect(() => host?.tell("unread", messenger.unread.value));
  messenger.onArrival(({ conversationId, operatorName }) => {
    host?.tell("message", { conversationId, operatorName });
    if (!isSeen() || !document.hasFocus()) sound.play();
  });
  messenger.onConversationStarted(conversationId => host?.tell("conversationStarted", { conversationId }));
  const ended = new Set<string>();
  effect(() => {
    for (const { head } of messenger.state.value.conversations.values()) {
      if (head.status !== "ended") ended.delete(head.conversationId);
      else if (!ended.has(head.conversationId)) {
        ended.add(head.conversationId);
        host?.tell("conversationEnded", { conversationId: head.conversationId });
      }
    }
  });

  render(
    <App surroundings={{
      messenger, texts, storage, language: parameters.language, locale: parameters.locale, now, isMuted: sound.isMuted, isTouch,
      close: () => host?.close(),
    }} />, root);
}

function textFields(argument: Record<string, unknown>): { name?: string; email?: string; phone?: string; company?: string } {
  const fields: Record<string, string> = {};
  for (const name of ["name", "email", "phone", "company"]) {
    const value = argument[name];
    if (typeof value === "string") fields[name] = value;
  }
  return fields;
}

function resultOf(answer: Answer): CallResult {
  return answer.rejection === null ? { ok: true, value: null } : { ok: false, error: answer.rejection.reason };
}
