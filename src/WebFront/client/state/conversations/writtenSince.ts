// "A reply arrived since you began: send anyway?" Asked when it helps, and not at each word of a lively chat.
import type { Author, OperatorId } from "../../protocol/protocol";
import type { ConversationState } from "./conversationState";

/**
 * Who has written since a text was begun so that its author should look first: another operator, in any case; the contact
 * only where her words have not been on this screen yet. null: nobody.
 */
export function writtenSince(state: ConversationState, begunAt: number, me: OperatorId): Author | null {
  const read = state.head.receipts.operatorRead;
  const found = state.entries.findLast(({ seq, event, author }) => seq > begunAt && event.type === "messagePosted"
    && (author.kind === "contact" ? seq > read : author.operatorId !== me));
  return found?.author ?? null;
}
