import type { ReactElement } from "react";

const bubble = "M7 4h18a5 5 0 0 1 5 5v10a5 5 0 0 1-5 5H15l-6.4 5.1A1 1 0 0 1 7 28.3V24a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5z";
const lines = "M9 11.5h14a1.5 1.5 0 0 1 0 3H9a1.5 1.5 0 0 1 0-3zm0 5.5h8a1.5 1.5 0 0 1 0 3H9a1.5 1.5 0 0 1 0-3z";

/** The product's mark: two lines of talk in a bubble. */
export function BrandMark({ size = 24 }: { size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path fill="var(--mc-accent)" d={bubble} />
      <path fill="var(--mc-on-accent)" d={lines} />
    </svg>
  );
}
