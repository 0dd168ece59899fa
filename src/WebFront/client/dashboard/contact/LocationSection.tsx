import { lazy, Suspense, type ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ContactView } from "../../protocol/protocol";
import panel from "./ContactPanel.module.css";
import classes from "./Location.module.css";
import { PanelSection } from "./PanelSection";

// The outlines of all countries are larger than the rest of the panel: they come when a place is to be shown.
const LocationView = lazy(async () => ({ default: (await import("./LocationView")).LocationView }));

/** Where the contact was last; undefined: she is still being read. */
export function LocationSection({ contact, isPrivate }: { contact: ContactView | undefined; isPrivate: boolean }): ReactElement {
  const { t } = useTranslation();
  const loading = <div className={classes.empty} role="status">{t("location.loading")}</div>;
  return (
    <PanelSection name="location" title={t("location.title")}>
      {isPrivate ? <p className={panel.soft}>{t("location.private")}</p>
        : contact === undefined ? loading
        : contact.location === null ? <p className={panel.soft}>{t("location.unknown")}</p>
        : <Suspense fallback={loading}><LocationView location={contact.location} /></Suspense>}
    </PanelSection>
  );
}
