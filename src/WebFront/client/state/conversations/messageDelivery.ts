// How far a message of this side has come, as its author may see it.
import type { Receipts, TimelineEntry } from "../../protocol/protocol";
import type { ReadingSide } from "./conversationHead";
import type { PendingMessage } from "./pendingMessages";

export type MessageDelivery = "queued" | "sending" | "failed" | "sent" | "delivered" | "read";

export function deliveryOfEntry(entry: TimelineEntry, receipts: Receipts, side: ReadingSide): MessageDelivery {
  const read = side === "contact" ? receipts.operatorRead : receipts.contactRead;
  const delivered = side === "contact" ? receipts.operatorDelivered : receipts.contactDelivered;
  if (entry.seq <= read) return "read";
  return entry.seq <= delivered ? "delivered" : "sent";
}

export function deliveryOfPending(pending: PendingMessage): MessageDelivery {
  return pending.acknowledgedSeq === null ? pending.state : "sent";
}
