// What every view may use: the messenger, the words, the reader's locale and clock.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Messenger } from "../messenger/messenger";
import type { DurableStorage } from "../../connection/durableStorage";
import type { Language, Texts } from "../texts";

export interface Surroundings {
  readonly messenger: Messenger;
  readonly texts: Texts;
  readonly language: Language;
  readonly storage: DurableStorage;
  readonly locale: string;
  /** The time, renewed twice a minute: "4 min" grows by itself. */
  readonly now: ReadonlySignal<number>;
  readonly isMuted: Signal<boolean>;
  /** No keyboard to speak of: Enter writes a line, and focus does not jump into the text field. */
  readonly isTouch: boolean;
  readonly close: () => void;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (surroundings === null) throw new Error("A view stands outside of its surroundings.");
  return surroundings;
}
