// Messages that this client wrote and the server has not yet shown in the timeline. They are keyed by the id of
// their command, which is the same on every retry, and vanish when the entry with that id arrives.
import type { Attachment, CommandId, Rejection, TimelineEntry } from "../../protocol/protocol";

export type PendingState = "queued" | "sending" | "failed";

export interface PendingMessage {
  commandId: CommandId;
  kind: "message" | "note";
  text: string;
  /** The files that go with it, as far as this page knows them: after a reload only their ids are left. */
  attachments: readonly Attachment[];
  /** When the author pressed send, by her own clock. */
  at: string;
  state: PendingState;
  /** Why it failed; null unless the state is "failed". */
  rejection: Rejection | null;
  /** Set once the server has answered: stored, and only the entry itself is still to come. */
  acknowledgedSeq: number | null;
}

export function newPendingMessage(
  commandId: CommandId, text: string, at: string, kind: "message" | "note" = "message",
  attachments: readonly Attachment[] = [],
): PendingMessage {
  return { commandId, kind, text, attachments, at, state: "queued", rejection: null, acknowledgedSeq: null };
}

export function withPending(
  held: readonly PendingMessage[], added: PendingMessage, entries: readonly TimelineEntry[],
): readonly PendingMessage[] {
  const isKnown = held.some(pending => pending.commandId === added.commandId)
    || entries.some(entry => entry.commandId === added.commandId);
  return isKnown ? held : [...held, added];
}

export function changePending(
  held: readonly PendingMessage[], commandId: CommandId,
  change: (pending: PendingMessage) => PendingMessage | null,
): readonly PendingMessage[] {
  if (!held.some(pending => pending.commandId === commandId)) return held;
  return held.flatMap(pending => {
    if (pending.commandId !== commandId) return [pending];
    const changed = change(pending);
    return changed === null ? [] : [changed];
  });
}

/** Drops what the timeline shows by now. */
export function withoutArrived(
  held: readonly PendingMessage[], arrived: readonly TimelineEntry[],
): readonly PendingMessage[] {
  if (held.length === 0) return held;
  const ids = new Set(arrived.map(entry => entry.commandId));
  const remaining = held.filter(pending => !ids.has(pending.commandId));
  return remaining.length === held.length ? held : remaining;
}
