// The one script on a customer's page. It answers `mc(…)`, shows the launcher, and loads the widget's frame when the
// visitor means to open it, or when the browser is idle for one who has conversations. It promises the host page two
// things: nothing here ever throws into it, and nothing but our frame is ever listened to.
import { createLauncher, type Launcher } from "./launcher";
import {
  channel, isRecord, openEnvelope, type BootOptions, type CallResult, type Envelope, type FrameMessage, type HostEvent,
  type HostMessage,
} from "./messages";

type Listener = (value?: unknown) => void;
type Call = (method: unknown, ...rest: unknown[]) => Promise<CallResult>;
declare global {
  interface Window { mc?: Call & { q?: ArrayLike<unknown>[]; isLoaded?: boolean } }
}

const script = document.currentScript as HTMLScriptElement | null;
const origin = new URL(script?.src ?? location.href).origin;
/** Calls that wait for the frame; a page whose chat is never opened must not grow. */
const waitingMax = 50;

const listeners = new Map<unknown, Set<Listener>>();
const answers = new Map<number, (result: CallResult) => void>();
let launcher: Launcher | null = null;
let flag = "";
let isOpen = false;
let isListening = false;
let waiting: HostMessage[] = [];
let lastId = 0;
let page = "";

const done: CallResult = { ok: true, value: null };

function emit(event: HostEvent, value?: unknown): void {
  listeners.get(event)?.forEach(listener => {
    try {
      listener(value);
    } catch (error) {
      console.error(error);
    }
  });
}

function refuse(error: string): CallResult {
  console.warn("Message Center:", error);
  emit("error", error);
  return { ok: false, error };
}

function post(message: HostMessage): void {
  const envelope: Envelope<HostMessage> = { [channel]: message };
  launcher?.frame()?.postMessage(envelope, origin);
}

// Pages change without being loaded. They are compared now and then, since nothing of the page's own is to be replaced.
setInterval(() => {
  if (isListening && page !== (page = `${location.href} ${document.title}`)) post({ type: "page", page });
}, 500);

function load(): void {
  launcher?.load();
}

function setOpen(open: boolean): CallResult {
  if (launcher === null) return refuse("notBooted");
  if (open !== isOpen) {
    isOpen = open;
    load();
    launcher.setOpen(open);
    if (isListening) post({ type: "visibility", isOpen });
    emit(open ? "opened" : "closed");
  }
  return done;
}

function forward(method: string, argument: unknown): CallResult | Promise<CallResult> {
  if (launcher === null) return refuse("notBooted");
  if (!isRecord(argument)) return refuse("argumentIsNotAnObject");
  if (waiting.length >= waitingMax) return refuse("tooManyCalls");
  const call: HostMessage = { type: "call", id: (lastId += 1), method, argument: JSON.stringify(argument) };
  if (isListening) post(call);
  else waiting.push(call);
  return new Promise(resolve => answers.set(call.id, resolve));
}

function settle(id: number, result: CallResult): void {
  answers.get(id)?.(result);
  answers.delete(id);
}

/** Storage may be blocked: the frame is then loaded on intent only. */
function storage<T>(use: (held: Storage) => T): T | null {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}

function boot(given: unknown): CallResult {
  if (!isRecord(given) || typeof given["widgetKey"] !== "string") return refuse("widgetKeyIsMissing");
  if (launcher !== null) return done;
  const options: BootOptions = { ...given, widgetKey: given["widgetKey"] };
  flag = `mc:${options.widgetKey}`;
  const query = new URLSearchParams({ key: options.widgetKey, host: location.origin });
  for (const name of ["accent", "theme", "locale"] as const) query.set(name, options[name] ?? "");
  launcher = createLauncher(options, `${origin}/widget/frame?${query}`, () => setOpen(!isOpen), load);
  if (storage(held => held.getItem(flag))) (window.requestIdleCallback ?? setTimeout)(load);
  return done;
}

function shutdown(): CallResult {
  if (isListening) post({ type: "shutdown" });
  launcher?.remove();
  launcher = null;
  isOpen = isListening = false;
  waiting = [];
  for (const id of answers.keys()) settle(id, { ok: false, error: "shutDown" });
  return done;
}

function receive(event: MessageEvent): void {
  if (!event.source || event.origin !== origin || event.source !== launcher?.frame()) return;
  const message = (openEnvelope(event.data) ?? {}) as FrameMessage;
  switch (message.type) {
    case "listening":
      isListening = true;
      post({ type: "visibility", isOpen });
      page = "";
      waiting.splice(0).forEach(post);
      break;
    case "launcher":
      launcher.update(message.unread, message.accent, message.position);
      if (message.isReturning) storage(held => held.setItem(flag, "1"));
      break;
    case "event":
      emit(message.name, message.value);
      break;
    case "close":
      setOpen(false);
      break;
    case "result":
      settle(message.id, message.result);
      break;
  }
}

function listen(method: string, event: unknown, listener: unknown): CallResult {
  if (typeof listener !== "function") return refuse("listenerIsMissing");
  const held = listeners.get(event) ?? new Set();
  listeners.set(event, held);
  held[method === "on" ? "add" : "delete"](listener as Listener);
  return done;
}

const call: Call = async (method, first, second) => {
  try {
    switch (method) {
      case "boot": return boot(first);
      case "show": return setOpen(true);
      case "hide": return setOpen(false);
      case "toggle": return setOpen(!isOpen);
      case "setContactInfo":
      case "setCustomData": return await forward(method, first);
      case "on":
      case "off": return listen(method, first, second);
      case "shutdown": return shutdown();
      default: return refuse("methodIsUnknown");
    }
  } catch {
    return refuse("callFailed");
  }
};

// A second script tag on the page changes nothing.
if (window.mc?.isLoaded !== true) {
  const queued = window.mc?.q ?? [];
  window.mc = Object.assign(call, { isLoaded: true });
  addEventListener("message", receive);
  for (const held of Array.from(queued)) void call(held[0], held[1], held[2]);
}
