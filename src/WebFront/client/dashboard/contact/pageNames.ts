// How a visited page is called, and whether it may be opened from here. Its address comes from a visitor's browser.
import type { VisitedPageView } from "../../protocol/protocol";

/** The title; without one, where on its site the page is. */
export function pageName(page: Pick<VisitedPageView, "title" | "url">): string {
  if (page.title !== "") return page.title;
  const href = pageHref(page.url);
  if (href === null) return page.url;
  const { host, pathname } = new URL(href);
  return pathname === "/" ? host : pathname;
}

/** null: no page on the web, so nothing that may be clicked. */
export function pageHref(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
