// One soft tone for a burst of messages. Browsers allow sound only after the visitor has touched the page.
import { effect, signal, type Signal } from "@preact/signals";
import type { DurableStorage } from "../connection/durableStorage";

/** Messages that follow each other faster than this are one burst. */
const burstMilliseconds = 3_000;

export interface Sound {
  readonly isMuted: Signal<boolean>;
  play(): void;
}

export function createSound(storage: DurableStorage, isTouch: boolean): Sound {
  const key = "mc:muted";
  const stored = storage.get(key);
  const isMuted = signal(stored === null ? isTouch : stored === "1");
  let audio: AudioContext | null = null;
  let lastAt = 0;

  effect(() => { storage.set(key, isMuted.value ? "1" : "0"); });
  const unlock = (): void => {
    if (typeof AudioContext === "undefined") return;
    audio ??= new AudioContext();
    void audio.resume();
  };
  for (const gesture of ["pointerdown", "keydown"]) addEventListener(gesture, unlock, { once: true, passive: true });

  return {
    isMuted,
    play() {
      const now = Date.now();
      const isBurst = now - lastAt < burstMilliseconds;
      lastAt = now;
      if (isMuted.value || isBurst || audio?.state !== "running") return;
      tone(audio, 587, 0);
      tone(audio, 880, 0.09);
    },
  };
}

function tone(audio: AudioContext, frequency: number, after: number): void {
  const start = audio.currentTime + after;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.09, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + 0.4);
}
