import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useDeskState } from "../desk/deskContext";
import { unreadTotal } from "../desk/deskState";
import { allowSoundsOnFirstTouch } from "./sounds";

/** The browser's tab tells how much is unread: in words, and by a mark on its icon. */
export function useAttention(place: string): void {
  const { t } = useTranslation();
  const unread = useDeskState(unreadTotal);
  useEffect(() => {
    const page = `${place} – ${t("product")}`;
    document.title = unread > 0 ? t("attention.title", { count: unread, page }) : page;
    const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    const href = `${import.meta.env.BASE_URL}${unread > 0 ? "favicon-unread.svg" : "favicon.svg"}`;
    if (icon !== null && icon.getAttribute("href") !== href) icon.setAttribute("href", href);
  }, [place, t, unread]);
  useEffect(() => () => { document.title = t("product"); }, [t]);
  useEffect(() => allowSoundsOnFirstTouch(), []);
}
