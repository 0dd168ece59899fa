// The round button and the panel around the frame, in an open shadow root of the host page. It knows nothing of
// conversations: it shows, hides, counts, and gives the focus back.
import { hexColor, readableOn } from "./colors";
import { launcherStyles } from "./launcherStyles";
import type { BootOptions } from "./messages";

export interface Launcher {
  /** Makes the frame, once: nothing of the widget is loaded before. */
  load(): void;
  frame(): Window | null | undefined;
  setOpen(isOpen: boolean): void;
  /** The unread count, and the widget's own colour and side, which the page's options override. */
  update(unread: number, accent: string, position: string): void;
  remove(): void;
}

export function createLauncher(
  options: BootOptions, frameUrl: string, onToggle: () => void, onIntent: () => void,
): Launcher {
  const isGerman = (options.locale ?? navigator.language).startsWith("de");
  const host = document.createElement("message-center");
  const root = host.attachShadow({ mode: "open" });
  const panel = document.createElement("div");
  const button = document.createElement("button");
  const badge = document.createElement("b");
  const sheet = new CSSStyleSheet();
  let isOpen = false;
  let unread = 0;
  let frame: HTMLIFrameElement | undefined;

  const show = (): void => {
    const [open, close, count] = isGerman
      ? ["Chat öffnen", "Chat schließen", "ungelesen"] : ["Open chat", "Close chat", "unread"];
    const hasBadge = unread > 0 && !isOpen;
    badge.hidden = !hasBadge;
    badge.textContent = `${Math.min(unread, 99)}`;
    button.ariaExpanded = `${isOpen}`;
    button.ariaLabel = (isOpen ? close : open) + (hasBadge ? `, ${unread} ${count}` : "");
  };
  const paint = (accent: string | null, position: string): void => {
    const color = hexColor(options.accent) ?? accent ?? "#3b4fd8";
    const isLeft = (options.position ?? position) === "left";
    const isDark = options.theme === "dark"
      || (options.theme !== "light" && matchMedia("(prefers-color-scheme:dark)").matches);
    host.style.cssText = `--accent:${color};--on-accent:${readableOn(color)};--surface:${isDark ? "#17181c" : "#fff"};`
      + `direction:${isLeft ? "rtl" : "ltr"}!important`;
  };

  // A constructed sheet is not subject to the page's style-src.
  sheet.replaceSync(launcherStyles);
  root.adoptedStyleSheets = [sheet];
  button.hidden = options.hideLauncher === true;
  button.append(icon(), badge);
  button.onclick = onToggle;
  button.onpointerenter = button.onfocus = onIntent;
  root.append(button, panel);
  paint(null, "right");
  show();
  // Beside the body, since pages replace what is in it, and in the top layer, where no transform of theirs reaches.
  document.documentElement.append(host);
  host.popover = "manual";
  host.showPopover?.();

  return {
    load() {
      if (frame) return;
      frame = document.createElement("iframe");
      frame.title = "Chat";
      // It may ask the visitor where she is, once she has chosen to share it.
      frame.allow = "geolocation";
      frame.src = frameUrl;
      panel.append(frame);
    },
    frame: () => frame?.contentWindow,
    setOpen(open) {
      const hadFocus = root.activeElement !== null;
      isOpen = open;
      show();
      if (open) frame?.focus();
      else if (hadFocus) button.focus();
    },
    update(count, accent, position) {
      unread = count;
      paint(hexColor(accent), position);
      show();
    },
    remove: () => { host.remove(); },
  };
}

function icon(): SVGElement {
  const make = (name: "svg" | "path", attribute: string, value: string): SVGElement => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    made.setAttribute(attribute, value);
    return made;
  };
  const svg = make("svg", "viewBox", "0 0 24 24");
  // First the one that says "open", then the one that says "close": the styles tell them apart by that.
  svg.append(make("path", "d", "M21 11.5a8.4 8.4 0 0 1-12.3 7.4L3 21l2.1-5.6A8.4 8.4 0 1 1 21 11.5Z"), make("path", "d", "m6 9 6 6 6-6"));
  return svg;
}
