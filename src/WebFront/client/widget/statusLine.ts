// What the visitor is told about who answers and when. It must be true at every moment, so it is derived from the
// state and never remembered.
import type { TimelineEntry } from "../protocol/protocol";
import type { ConversationState } from "../state/conversations/conversationState";
import type { Texts } from "./texts";

/** A conversation that has just begun is being routed; saying "in line" before that would be a guess. */
export const lookingForMilliseconds = 4_000;

export interface StatusLine {
  readonly tone: "live" | "waiting" | "away";
  readonly text: string;
  /** Whether an e-mail address would help now. */
  readonly offersEmail: boolean;
}

/** conversation is null before the first message. The status of an ended conversation is its end: null. */
export function statusLine(
  conversation: ConversationState | null, isAnswered: boolean, email: string | null, now: number, texts: Texts,
): StatusLine | null {
  const nobody = (): StatusLine => ({
    tone: "away", offersEmail: email === null || email === "",
    text: email === null || email === "" ? texts.nobody : texts.nobodyMail(email),
  });
  if (conversation === null) {
    return isAnswered ? { tone: "live", text: texts.answered, offersEmail: false } : nobody();
  }
  const { head } = conversation;
  if (head.status === "ended") return null;
  const name = head.assignee?.name ?? null;
  if (name !== null && head.mode === "live") return { tone: "live", text: texts.live(name), offersEmail: false };
  if (name !== null) {
    const isGone = hasLeft(conversation.entries);
    return { tone: isGone ? "away" : "waiting", offersEmail: isGone && !email, text: isGone ? texts.left(name) : texts.later(name) };
  }
  if (!isAnswered) return nobody();
  const isNew = now - Date.parse(head.createdAt) < lookingForMilliseconds;
  return { tone: "waiting", text: isNew ? texts.looking : texts.inLine, offersEmail: false };
}

/** Whether the operator's leaving is what made the conversation asynchronous. */
function hasLeft(entries: readonly TimelineEntry[]): boolean {
  const last = entries.findLast(({ event }) =>
    event.type === "turnedAsynchronous" || event.type === "wentLive" || event.type === "operatorAssigned")?.event;
  return last?.type === "turnedAsynchronous" && (last.reason === "operatorLeft" || last.reason === "operatorAway");
}

/** The line in the timeline for an event, or null for what needs no words. */
export function eventLine(entry: TimelineEntry, earlier: readonly TimelineEntry[], texts: Texts): string | null {
  const { event } = entry;
  switch (event.type) {
    case "operatorAssigned":
      return texts.joined(event.operatorName);
    case "wentLive":
      return earlier.some(before => before.event.type === "turnedAsynchronous") ? texts.isBack(event.operatorName) : null;
    case "turnedAsynchronous": {
      const name = operatorOf(earlier);
      const isGone = event.reason === "operatorLeft" || event.reason === "operatorAway";
      return isGone && name !== null ? texts.left(name) : null;
    }
    case "conversationEnded":
      return texts.hasEnded;
    case "conversationReopened":
      return texts.reopened;
    case "conversationRated":
      return texts.rated(event.stars);
    case "conversationStarted":
    case "messagePosted":
    case "conversationForwarded":
    case "customFieldRecorded":
    case "noteAdded":
    case "noteEdited":
    case "noteDeleted":
    case "statusChanged":
    case "contactInfoRecorded":
    case "localeChanged":
    case "topicAdded":
    case "topicRemoved":
    case "transcriptQueued":
    case "transcriptDelivered":
    case "integrationQueued":
    case "integrationAnswered":
      return null;
  }
}

function operatorOf(entries: readonly TimelineEntry[]): string | null {
  const last = entries.findLast(({ event }) => event.type === "operatorAssigned" || event.type === "wentLive")?.event;
  return last?.type === "operatorAssigned" || last?.type === "wentLive" ? last.operatorName : null;
}
