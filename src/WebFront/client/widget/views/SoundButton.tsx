import type { JSX } from "preact";
import { useSurroundings } from "./context";

export function SoundButton(): JSX.Element {
  const { texts, isMuted } = useSurroundings();
  const label = isMuted.value ? texts.soundOn : texts.soundOff;
  return (
    <button
      type="button" class="round" aria-label={label} title={label}
      onClick={() => { isMuted.value = !isMuted.value; }}
    >
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={isMuted.value
          ? "M11 5 6.5 9H3.5v6h3L11 19V5ZM16 9.5l5 5M21 9.5l-5 5"
          : "M11 5 6.5 9H3.5v6h3L11 19V5ZM15 9.2a4 4 0 0 1 0 5.6M17.8 6.5a7.8 7.8 0 0 1 0 11"} />
      </svg>
    </button>
  );
}
