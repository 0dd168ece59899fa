import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Timeline.module.css";

export function Stars({ stars }: { stars: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className={classes.stars} role="img" aria-label={t("message.stars", { count: stars })}>
      <span aria-hidden="true">{"★".repeat(stars)}</span>
      <span aria-hidden="true" className={classes.starsOff}>{"★".repeat(5 - stars)}</span>
    </span>
  );
}
