// Words about a location. Pure: the present is passed in.
import type { ContactLocation } from "../../protocol/protocol";

/** "Berlin, Germany"; null: no name is known. */
export function placeName(location: ContactLocation, language: string): string | null {
  const region = location.region === location.city ? null : location.region;
  const names = [location.city, region, location.country === null ? null : countryName(location.country, language)];
  const known = names.filter(name => name !== null);
  return known.length === 0 ? null : known.join(", ");
}

/** "52.52° N, 13.38° E"; null: no point is known. */
export function pointWords(location: ContactLocation, language: string): string | null {
  if (location.latitude === null || location.longitude === null) return null;
  const degrees = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const east = language.startsWith("de") ? "O" : "E";
  return `${degrees.format(Math.abs(location.latitude))}° ${location.latitude < 0 ? "S" : "N"}, `
    + `${degrees.format(Math.abs(location.longitude))}° ${location.longitude < 0 ? "W" : east}`;
}

/** What the clock on the wall says there; null: nobody knows, or this browser does not know the zone. */
export function localTime(zone: string | null, now: number, language: string): string | null {
  if (zone === null) return null;
  try {
    return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { weekday: "short", hour: "2-digit", minute: "2-digit", timeZone: zone })
      .format(now);
  } catch {
    return null;
  }
}

export function countryName(country: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(country) ?? country;
  } catch {
    return country;
  }
}
