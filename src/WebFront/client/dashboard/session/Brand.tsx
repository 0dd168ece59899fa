import type { ReactElement } from "react";

/** The product's mark: two lines of talk in a bubble. */
export function BrandMark({ size = 24 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="var(--mc-accent)" d="M7 4h18a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5H15l-6.400 5.100A1 1 0 0 1 7 28.300V24a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5z" />
      <path fill="var(--mc-on-accent)" d="M9 11.500h14a1.500 1.500 0 0 1 0 3H9a1.500 1.500 0 0 1 0-3zm0 5.500h8a1.500 1.500 0 0 1 0 3H9a1.500 1.500 0 0 1 0-3z" />
    </svg>
  );
}
