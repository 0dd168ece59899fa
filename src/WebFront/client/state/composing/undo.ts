// The command that takes back what an entry says was done, where there is one.
import type { ConversationEvent, OperatorId, TimelineEntry, TopicView } from "../../protocol/protocol";
import { unknownValue } from "./composedText";

/** null: it was somebody else, something else followed, or it cannot be taken back. */
export function undoOf(
  entry: TimelineEntry, entries: readonly TimelineEntry[], me: OperatorId, topics: readonly TopicView[],
): string | null {
  const subject = subjectOf(entry);
  if (subject === null || entry.author.operatorId !== me) return null;
  if (entries.some(later => later.seq > entry.seq && subjectOf(later) === subject)) return null;
  return oppositeOf(entry.event, topics);
}

function oppositeOf(event: ConversationEvent, topics: readonly TopicView[]): string | null {
  if (event.type === "contactInfoRecorded") {
    return event.field === "name" || event.field === "email" ? `$${event.field} ${event.previous ?? unknownValue}` : null;
  }
  if (event.type === "localeChanged") return `$locale ${event.previousLocale}`;
  if (event.type === "topicAdded" || event.type === "topicRemoved") {
    const topic = topics.find(known => known.topicId === event.topicId);
    return topic === undefined ? null : `$topic ${topic.name}`;
  }
  if (event.type !== "statusChanged") return null;
  return event.status === "pending" ? "$status open" : event.status === "open" ? "$status pending" : null;
}

/** What an entry is about: only the newest word about it can be taken back. */
function subjectOf({ event }: TimelineEntry): string | null {
  if (event.type === "contactInfoRecorded") return `contact ${event.field}`;
  if (event.type === "localeChanged") return "locale";
  if (event.type === "topicAdded" || event.type === "topicRemoved") return `topic ${event.topicId}`;
  const isAboutStatus = event.type === "statusChanged" || event.type === "conversationEnded" || event.type === "conversationReopened";
  return isAboutStatus ? "status" : null;
}
