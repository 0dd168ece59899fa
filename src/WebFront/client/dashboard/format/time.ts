// Times as people say them. Pure: the present is passed in, the reader's time zone is the machine's.
import type { TFunction } from "i18next";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "4 min", "10:42", "Tue 10:42", "3 Nov", "3 Nov 2025". */
export function timeWords(at: string, now: number, language: string, t: TFunction): string {
  const then = Date.parse(at);
  const age = now - then;
  if (age < minute) return t("time.justNow");
  if (age < hour) return t("time.minutes", { count: Math.floor(age / minute) });
  if (isSameDay(then, now)) return clockTime(at, language);
  if (age < 6 * day) return format(then, language, { weekday: "short", hour: "2-digit", minute: "2-digit" });
  const isThisYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return format(then, language, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** How long somebody waits: "0:42", "12 min", "2 h", "3 d". Only short waits count seconds. */
export function waitWords(milliseconds: number, t: TFunction): string {
  const waited = Math.max(0, milliseconds);
  if (waited < 10 * minute) {
    return `${String(Math.floor(waited / minute))}:${String(Math.floor((waited % minute) / second)).padStart(2, "0")}`;
  }
  if (waited < hour) return t("time.minutes", { count: Math.floor(waited / minute) });
  if (waited < 2 * day) return t("time.hours", { count: Math.floor(waited / hour) });
  return t("time.days", { count: Math.floor(waited / day) });
}

/** How long somebody stayed: "0:42", "12:05", "1:02:03". */
export function stayWords(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

export function clockTime(at: string, language: string): string {
  return format(Date.parse(at), language, { hour: "2-digit", minute: "2-digit" });
}

/** The heading of a day in the timeline. */
export function dayWords(at: string, now: number, language: string, t: TFunction): string {
  const then = Date.parse(at);
  if (isSameDay(then, now)) return t("time.today");
  if (isSameDay(then, now - day)) return t("time.yesterday");
  const isThisYear = new Date(then).getFullYear() === new Date(now).getFullYear();
  return format(then, language, {
    weekday: "long", day: "numeric", month: "long", ...(isThisYear ? {} : { year: "numeric" }),
  });
}

export function fullTime(at: string, language: string): string {
  return format(Date.parse(at), language, { dateStyle: "medium", timeStyle: "short" });
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(time: number, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, options);
  formats.set(key, known);
  return known.format(time);
}
