// Two short sounds, made on the spot: no file to load, no licence to keep. A burst of events makes one sound.
import { settings } from "../settings/settings";
import type { Sounds } from "../desk/announcer";

interface Tone { readonly hertz: number; readonly at: number; readonly lasts: number }

/** Rising, three notes: somebody new. */
const conversationTones: readonly Tone[] = [
  { hertz: 659.25, at: 0, lasts: 0.16 }, { hertz: 783.99, at: 0.13, lasts: 0.16 },
  { hertz: 1046.5, at: 0.26, lasts: 0.34 },
];
/** Two soft notes: another word. */
const messageTones: readonly Tone[] = [
  { hertz: 880, at: 0, lasts: 0.1 }, { hertz: 698.46, at: 0.09, lasts: 0.18 },
];
const pauseMilliseconds = 1_500;
const staleAfterMilliseconds = 1_000;

let context: AudioContext | null = null;
let playedAt = 0;

export const sounds: Sounds = {
  newConversation: () => { play(conversationTones, 0); },
  newMessage: () => { play(messageTones, pauseMilliseconds); },
};

/** Browsers keep a page silent until it is touched: the first touch opens the way for later sounds. */
export function allowSoundsOnFirstTouch(): () => void {
  const touch = (): void => {
    context ??= new AudioContext();
    void context.resume();
    leave();
  };
  const leave = (): void => {
    document.removeEventListener("pointerdown", touch);
    document.removeEventListener("keydown", touch);
  };
  document.addEventListener("pointerdown", touch);
  document.addEventListener("keydown", touch);
  return leave;
}

function play(tones: readonly Tone[], quietFor: number): void {
  const { hasSound, volume } = settings.state;
  const now = Date.now();
  if (!hasSound || volume === 0 || now - playedAt < quietFor) return;
  playedAt = now;
  const audio = context ??= new AudioContext();
  void audio.resume().then(() => {
    // Allowed only now, long after the event: silence is better than a sound about nothing.
    if (Date.now() - now > staleAfterMilliseconds) return;
    for (const tone of tones) ring(audio, tone, volume / 100);
  });
}

function ring(audio: AudioContext, tone: Tone, loudness: number): void {
  const start = audio.currentTime + tone.at;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = "sine";
  oscillator.frequency.value = tone.hertz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(0.25 * loudness, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0005, start + tone.lasts);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + tone.lasts + 0.02);
}
