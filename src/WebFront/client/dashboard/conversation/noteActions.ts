import { createContext, useContext } from "react";

/** A note that somebody wants to change, as it was shown to her. */
export interface ShownNote {
  readonly noteSeq: number;
  readonly writtenSeq: number;
  readonly text: string;
}

export interface NoteActions {
  readonly edit: (note: ShownNote) => void;
  readonly remove: (note: ShownNote) => void;
}

/** Asked by the timeline and by the panel, answered by the conversation's pane. */
export const NoteActionsContext = createContext<NoteActions>({ edit: () => undefined, remove: () => undefined });

export function useNoteActions(): NoteActions {
  return useContext(NoteActionsContext);
}
