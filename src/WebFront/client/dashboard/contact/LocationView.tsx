import { IconMapPin, IconNetwork } from "@tabler/icons-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ContactLocation } from "../../protocol/protocol";
import { timeWords } from "../format/time";
import { useNow } from "../format/useNow";
import classes from "./Location.module.css";
import { countryName, localTime, placeName, pointWords } from "./location";
import { countryAround } from "./worldMap";
import { WorldMapView } from "./WorldMapView";

/** The map, the name of the place, how it is known, and what time it is there. */
export function LocationView({ location }: { location: ContactLocation }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  const point = pointWords(location, i18n.language);
  const name = placeName(location, i18n.language) ?? nameAround(location, i18n.language) ?? point ?? t("location.somewhere");
  const time = localTime(location.timeZone, now, i18n.language);
  const isShared = location.kind === "browser";
  return (
    <div className={classes.location}>
      <WorldMapView location={location} label={t("location.map", { place: name })} />
      <b dir="auto">{name}</b>
      <span className={classes.soft}>
        {isShared ? <IconMapPin size={14} aria-hidden /> : <IconNetwork size={14} aria-hidden />}
        {t(isShared ? "location.fromBrowser" : "location.fromAddress")} · {timeWords(location.at, now, i18n.language, t)}
      </span>
      {point !== null && point !== name && <span className={classes.soft}>{point}</span>}
      {time !== null && <span className={classes.soft}>{t("location.localTime", { time, zone: location.timeZone })}</span>}
    </div>
  );
}

/** A browser says a point alone; the outlines say which country that is in. */
function nameAround({ latitude, longitude }: ContactLocation, language: string): string | null {
  const country = latitude === null || longitude === null ? null : countryAround(longitude, latitude);
  return country === null ? null : countryName(country, language);
}
