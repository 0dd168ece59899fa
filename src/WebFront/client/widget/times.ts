// Times as people say them: "just now", "4 min", "10:42", "Tue 10:42", "3 Nov".
import type { Texts } from "./texts";

const dayMilliseconds = 24 * 60 * 60_000;

export function clockTime(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(at));
}

/** For a row of a list. */
export function shortTime(at: string, now: number, locale: string, texts: Texts): string {
  const time = Date.parse(at);
  const minutes = Math.floor((now - time) / 60_000);
  if (minutes < 1) return texts.justNow;
  if (minutes < 60) return texts.minutes(minutes);
  const days = daysBetween(time, now);
  if (days === 0) return clockTime(at, locale);
  if (days < 7) return new Intl.DateTimeFormat(locale, { weekday: "short", hour: "numeric", minute: "2-digit" }).format(time);
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }).format(time);
}

/** For the line between two days of a conversation. */
export function dayName(at: string, now: number, locale: string, texts: Texts): string {
  const time = Date.parse(at);
  const days = daysBetween(time, now);
  if (days === 0) return texts.today;
  if (days === 1) return texts.yesterday;
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: "long", day: "numeric", month: "long", ...(isThisYear ? {} : { year: "numeric" }),
  }).format(time);
}

/** Midnights between the two; rounded, since days of 23 and 25 hours exist. */
function daysBetween(time: number, now: number): number {
  return Math.round((midnight(now) - midnight(time)) / dayMilliseconds);
}

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
