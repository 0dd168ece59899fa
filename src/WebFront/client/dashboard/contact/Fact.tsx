import type { ReactElement, ReactNode } from "react";

export function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return <><dt>{name}</dt><dd dir="auto">{children}</dd></>;
}

export function languageName(locale: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(locale) ?? locale;
  } catch {
    return locale;
  }
}
