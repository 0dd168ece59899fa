// Tells the server which page the visitor looks at, and when she looks at none. Loaded when there is a connection to tell it by.
// All that the first load needs to know of it is where it lies. What is told is what is so now: pages that she hurried through while a call was under way are left out.
import type { ReadonlySignal } from "@preact/signals";
import { channel, openEnvelope, type Envelope, type FrameMessage } from "../../loader/messages";
import type { HubConnection } from "../../connection/reconnectingHub";
import type { WidgetClient, WidgetHub } from "../../protocol/protocol";
import type { MessengerState } from "../../state/messenger/messengerState";

type WidgetConnection = Pick<HubConnection<WidgetHub, WidgetClient>, "invoke" | "onConnected" | "state">;

const pauseMilliseconds = 400;
const retryMilliseconds = 5_000;
/** What the server looks at; a longer address is told without what follows its path. */
const urlLengthMax = 8_000;
const titleLengthMax = 200;

/** Each Hello asks for it. */
const followed = new WeakSet<WidgetConnection>();

/** The window that embeds us, and the origin that the server let embed us. */
export interface Embedding { readonly window: Window; readonly origin: string }

/** Follows what the loader says of its page. In privacy mode no address leaves the browser. */
export function tellPages(
  hub: WidgetConnection, state: ReadonlySignal<Pick<MessengerState, "widget">>, { window: host, origin }: Embedding = embedding(),
): void {
  if (followed.has(hub)) return;
  followed.add(hub);
  let page = "";
  let told = "";
  let isTelling = false;

  const wanted = (): string => document.visibilityState === "visible" && state.value.widget?.isPrivate === false ? page : "";
  const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds));

  const tell = async (): Promise<void> => {
    if (isTelling) return;
    isTelling = true;
    while (hub.state().kind === "connected" && wanted() !== told) {
      const next = wanted();
      try {
        const entered = pageOf(next);
        await (entered === null ? hub.invoke("LeavePage", {}) : hub.invoke("EnterPage", entered));
        told = next;
        await pause(pauseMilliseconds);
      } catch {
        await pause(retryMilliseconds);
      }
    }
    isTelling = false;
  };

  hub.onConnected(() => {
    told = "";
    void tell();
  });
  document.addEventListener("visibilitychange", () => void tell());

  state.subscribe(() => void tell());

  if (host === window || origin === "") return;
  window.addEventListener("message", event => {
    if (event.origin !== origin || event.source !== host) return;
    const message = openEnvelope(event.data);
    if (message?.["type"] !== "page" || typeof message["page"] !== "string") return;
    page = message["page"];
    void tell();
  });
  // Whoever hears this says again which page it is.
  const listening: Envelope<FrameMessage> = { [channel]: { type: "listening" } };
  host.postMessage(listening, origin);
}

function embedding(): Embedding {
  return { window: window.parent, origin: new URLSearchParams(location.search).get("host") ?? "" };
}

/** null: none that could be told. An address has no space. */
function pageOf(shown: string): { url: string; title: string } | null {
  const [address = "", ...words] = shown.split(" ");
  const url = address.length <= urlLengthMax ? address : address.replace(/[?#].*$/s, "");
  const title = words.join(" ").slice(0, titleLengthMax).replace(/[\ud800-\udbff]$/, "");
  return url === "" || url.length > urlLengthMax ? null : { url, title };
}
