import { describe, expect, it } from "vitest";
import type { TimelineEntry } from "../../protocol/protocol";
import {
  acknowledgePending, addPending, applyBackwardPage, applyBeat, applyForwardPage, applyHead, applyOwnRead,
  applyReceiptsAdvanced, applySnapshot, applyTimelineAdvanced, applyTyping, applyViewers, expireHints, fromHead, fromNothing, setPendingState,
  type ConversationState,
} from "./conversationState";
import { deliveryOfEntry, deliveryOfPending } from "./messageDelivery";
import { newPendingMessage } from "./pendingMessages";
import { conversationId, entry, head, message, mia, olivia, page, snapshot, timeAt } from "./testConversations";

function opened(upTo: number, side: "contact" | "operator" = "contact"): ConversationState {
  const entries = Array.from({ length: upTo }, (_, index) => message(index + 1, index % 2 === 0 ? mia : olivia));
  const applied = applySnapshot(null, snapshot(head({ lastSeq: upTo }), page(0, upTo, entries)), side);
  if (applied === null) throw new Error("The snapshot was refused.");
  return applied.state;
}

function advanced(after: number, upTo: number, entries: TimelineEntry[]) {
  return { conversationId, after, upTo, entries, conversation: null };
}

const seqs = (state: ConversationState): number[] => state.entries.map(shown => shown.seq);

describe("a snapshot", () => {
  it("shows the newest page and knows that older entries exist", () => {
    const applied = applySnapshot(null, snapshot(head({ lastSeq: 80 }), page(0, 80, [message(79, mia), message(80, olivia)], false)), "contact");
    expect(applied?.hasHole).toBe(false);
    expect(applied?.state).toMatchObject({ from: 78, upTo: 80, hasOlder: true });
  });

  it("continues what is held after a reconnect", () => {
    const applied = applySnapshot(opened(3), snapshot(head({ lastSeq: 4 }), page(3, 4, [message(4, olivia)])), "contact");
    expect(applied && seqs(applied.state)).toEqual([1, 2, 3, 4]);
    expect(applied?.state.head.unread).toBe(0);
  });

  it("tells of a hole when the page does not reach the end", () => {
    const applied = applySnapshot(opened(3), snapshot(head({ lastSeq: 99 }), page(3, 50, [message(4, olivia)], false)), "contact");
    expect(applied?.hasHole).toBe(true);
    expect(applied?.state.upTo).toBe(50);
  });

  it("that is older than what is held takes nothing back", () => {
    const applied = applySnapshot(opened(5), snapshot(head({ lastSeq: 3 }), page(2, 3, [message(3, mia)])), "contact");
    expect(applied && seqs(applied.state)).toEqual([1, 2, 3, 4, 5]);
    expect(applied?.state.head.lastSeq).toBe(5);
  });

  it("brings what came before the pushes that were held first", () => {
    const row = fromHead(head({ lastSeq: 3 }), "contact");
    const tail = applyTimelineAdvanced(row, advanced(3, 4, [message(4, olivia)])).state;
    const newest = page(1, 4, [message(2, mia), message(3, mia), message(4, olivia)], false);
    const applied = applySnapshot(tail, snapshot(head({ lastSeq: 4 }), newest), "contact");
    expect(applied?.state).toMatchObject({ from: 1, upTo: 4, hasOlder: true });
    expect(applied && seqs(applied.state)).toEqual([2, 3, 4]);
  });

  it("of a distant newest page replaces what is held and keeps pending messages", () => {
    const writing = addPending(opened(3), newPendingMessage("mine", "Hello", timeAt(1)));
    const far = applySnapshot(writing, snapshot(head({ lastSeq: 200 }), page(198, 200, [message(199, mia), message(200, olivia)])), "contact");
    expect(far && seqs(far.state)).toEqual([199, 200]);
    expect(far?.state.pending).toHaveLength(1);
    expect(far?.state.hasOlder).toBe(true);
  });

  it("that is rejected changes nothing", () => {
    const rejection = { code: "not_found", reason: "conversationIsUnknown", operatorName: null };
    expect(applySnapshot(null, { conversation: null, page: null, rejection }, "contact")).toBeNull();
  });
});

describe("a push of the timeline", () => {
  it("is appended once, however often it arrives", () => {
    const push = advanced(3, 4, [message(4, olivia)]);
    const once = applyTimelineAdvanced(opened(3), push).state;
    const twice = applyTimelineAdvanced(once, push);
    expect(seqs(twice.state)).toEqual([1, 2, 3, 4]);
    expect(twice.state.head).toEqual(once.head);
    expect(twice.hasHole).toBe(false);
  });

  it("that begins beyond what is held is not shown and tells of the hole", () => {
    const applied = applyTimelineAdvanced(opened(3), advanced(4, 5, [message(5, olivia)]));
    expect(applied.hasHole).toBe(true);
    expect(seqs(applied.state)).toEqual([1, 2, 3]);
  });

  it("moves upTo past entries that this reader may not see", () => {
    const applied = applyTimelineAdvanced(opened(3), advanced(3, 5, []));
    expect(applied.state.upTo).toBe(5);
    expect(applyTimelineAdvanced(applied.state, advanced(5, 6, [message(6, olivia)])).hasHole).toBe(false);
  });

  it("folds preview, unread and waiting time for the contact", () => {
    const { state } = applyTimelineAdvanced(opened(3), advanced(3, 5, [message(4, olivia, "Yes?"), message(5, olivia, "Hello")]));
    expect(state.head).toMatchObject({ lastSeq: 5, unread: 2, unansweredSince: null, lastActivityAt: timeAt(5) });
    expect(state.head.preview?.text).toBe("Hello");
  });

  it("counts for the operator since when the contact waits", () => {
    const { state } = applyTimelineAdvanced(opened(2, "operator"), advanced(2, 4, [message(3, mia), message(4, mia)]));
    expect(state.head).toMatchObject({ unread: 2, unansweredSince: timeAt(3) });
  });

  it("ends the typing hint of who has written", () => {
    const typing = applyTyping(opened(3), { conversationId, author: olivia, text: null }, 1_000);
    expect(applyTimelineAdvanced(typing, advanced(3, 4, [message(4, olivia)])).state.typing).toEqual([]);
  });

  it("carries a newer head where more than messages changed", () => {
    const push = { ...advanced(3, 4, [entry(4, { type: "conversationEnded" })]), conversation: head({ lastSeq: 4, status: "ended" as const }) };
    expect(applyTimelineAdvanced(opened(3), push).state.head.status).toBe("ended");
  });
});

describe("catching up by pages", () => {
  it("closes a hole without a new head", () => {
    const behind = applyBeat(opened(3), { conversationId, lastSeq: 5, receipts: head().receipts });
    expect(behind.hasHole).toBe(true);
    const applied = applyForwardPage(behind.state, page(3, 5, [entry(4, { type: "conversationEnded" }), message(5, mia)]));
    expect(applied).toMatchObject({ hasHole: false, state: { upTo: 5, head: { status: "ended" } } });
  });

  it("reads on while pages are incomplete", () => {
    expect(applyForwardPage(opened(3), page(3, 4, [message(4, mia)], false)).hasHole).toBe(true);
  });

  it("puts older entries before, once", () => {
    const start = applySnapshot(null, snapshot(head({ lastSeq: 6 }), page(4, 6, [message(5, mia), message(6, olivia)])), "contact");
    if (start === null) throw new Error("The snapshot was refused.");
    const older = page(2, 4, [message(3, mia), message(4, olivia)], false);
    const first = applyBackwardPage(start.state, older);
    expect(first).toMatchObject({ from: 2, hasOlder: true });
    expect(seqs(applyBackwardPage(first, older))).toEqual([3, 4, 5, 6]);
    const all = applyBackwardPage(first, page(0, 2, [message(1, mia), message(2, olivia)]));
    expect(all).toMatchObject({ from: 0, hasOlder: false });
    expect(seqs(all)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("receipts", () => {
  const receipts = { contactDelivered: 0, contactRead: 0, operatorDelivered: 3, operatorRead: 1 };

  it("only rise", () => {
    const state = applyReceiptsAdvanced(opened(3), { conversationId, receipts });
    const late = applyReceiptsAdvanced(state, { conversationId, receipts: { ...receipts, operatorDelivered: 2 } });
    expect(late).toBe(state);
  });

  it("tell sent, delivered and read", () => {
    expect(deliveryOfEntry(message(1, mia), receipts, "contact")).toBe("read");
    expect(deliveryOfEntry(message(3, mia), receipts, "contact")).toBe("delivered");
    expect(deliveryOfEntry(message(5, mia), receipts, "contact")).toBe("sent");
    expect(deliveryOfEntry(message(1, olivia), receipts, "operator")).toBe("sent");
  });

  it("of one's own reading clear the unread count at once, and a stale head does not bring it back", () => {
    const { state } = applyTimelineAdvanced(opened(3), advanced(3, 4, [message(4, olivia)]));
    const read = applyOwnRead(state, 4);
    expect(read.head.unread).toBe(0);
    expect(applyHead(read, { ...state.head, unread: 1 }).state.head.unread).toBe(0);
  });
});

describe("an own message on its way", () => {
  it("is shown until its entry arrives, also when the entry comes before the answer", () => {
    let state = addPending(opened(3), newPendingMessage("command-4", "Hello", timeAt(4)));
    state = setPendingState(state, "command-4", "sending");
    expect(state.pending.map(deliveryOfPending)).toEqual(["sending"]);
    state = applyTimelineAdvanced(state, advanced(3, 4, [message(4, mia)])).state;
    expect(state.pending).toEqual([]);
    const answered = acknowledgePending(state, "command-4", { seq: 4, at: timeAt(4), rejection: null });
    expect(answered.pending).toEqual([]);
  });

  it("counts as sent once acknowledged, and stays visible until the push", () => {
    const written = addPending(opened(3), newPendingMessage("command-4", "Hello", timeAt(4)));
    const state = acknowledgePending(written, "command-4", { seq: 4, at: timeAt(4), rejection: null });
    expect(state.pending.map(deliveryOfPending)).toEqual(["sent"]);
  });

  it("is not added again when the timeline shows it already", () => {
    expect(addPending(opened(3), newPendingMessage("command-2", "Hello", timeAt(1))).pending).toEqual([]);
  });

  it("says why it failed, and forgets it on the next try", () => {
    const rejection = { code: "validation", reason: "textIsTooLong", operatorName: null };
    const written = addPending(fromNothing(head(), "contact"), newPendingMessage("a", "Hello", timeAt(1)));
    const failed = setPendingState(written, "a", "failed", rejection);
    expect(failed.pending[0]).toMatchObject({ state: "failed", rejection });
    expect(setPendingState(failed, "a", "queued").pending[0]?.rejection).toBeNull();
  });
});

describe("typing", () => {
  it("is renewed by each hint and ends by itself", () => {
    const hinted = applyTyping(applyTyping(opened(3), { conversationId, author: olivia, text: null }, 1_000), { conversationId, author: olivia, text: null }, 3_000);
    expect(hinted.typing).toHaveLength(1);
    expect(expireHints(hinted, 8_999).typing).toHaveLength(1);
    expect(expireHints(hinted, 9_000).typing).toEqual([]);
  });

  it("shows what the contact types until she takes it back, sends it, leaves, or is silent", () => {
    const typed = applyTyping(opened(3, "operator"), { conversationId, author: mia, text: "Where" }, 1_000);
    expect(typed.preview?.text).toBe("Where");
    expect(expireHints(typed, 40_999).preview?.text).toBe("Where");
    expect(expireHints(typed, 41_000)).toMatchObject({ preview: null, typing: [] });
    expect(applyTyping(typed, { conversationId, author: mia, text: "" }, 2_000)).toMatchObject({ preview: null, typing: [] });
    expect(applyTyping(typed, { conversationId, author: olivia, text: null }, 2_000).preview?.text).toBe("Where");
    expect(applyTimelineAdvanced(typed, advanced(3, 4, [message(4, mia)])).state.preview).toBeNull();
    expect(applyTimelineAdvanced(typed, advanced(3, 4, [message(4, olivia)])).state.preview?.text).toBe("Where");
    expect(applyHead(typed, head({ lastSeq: 3, contactIsPresent: false })).state.preview).toBeNull();
  });

  it("forgets who looks when it is not said again", () => {
    const viewers = [{ operatorId: "o1", name: "Olivia" }];
    const watched = applyViewers(opened(3, "operator"), { conversationId, viewers }, 1_000);
    expect(watched.viewers?.operators).toEqual(viewers);
    expect(expireHints(watched, 41_000).viewers).toBeNull();
  });
});

describe("any cut of a stream", () => {
  it("ends in the same state by pushes, by pages, and by both with repeats", () => {
    const all = Array.from({ length: 12 }, (_, index) => message(index + 1, index % 3 === 0 ? mia : olivia));
    const read = (after: number, upTo: number) => all.filter(shown => shown.seq > after && shown.seq <= upTo);
    const whole = applyTimelineAdvanced(fromNothing(head(), "contact"), advanced(0, 12, all)).state;
    for (let cut = 0; cut <= 12; cut += 1) {
      let state = applyTimelineAdvanced(fromNothing(head(), "contact"), advanced(0, cut, read(0, cut))).state;
      state = applyTimelineAdvanced(state, advanced(Math.max(0, cut - 2), cut, read(Math.max(0, cut - 2), cut))).state;
      state = applyForwardPage(state, page(cut, 12, read(cut, 12))).state;
      expect(state).toEqual(whole);
    }
  });
});

describe("the head of a conversation", () => {
  const after = (changes: Partial<ReturnType<typeof head>>, ...events: TimelineEntry["event"][]): ConversationState => {
    const entries = events.map((event, index) => entry(index + 1, event));
    return applyTimelineAdvanced(fromHead(head(changes), "operator"), advanced(0, entries.length, entries)).state;
  };

  it("is not live with whoever takes it over until it went live with her", () => {
    const taken = { type: "operatorAssigned", operatorId: "omar", operatorName: "Omar", previousOperatorId: "olivia", decision: null } as const;
    expect(after({ mode: "live" }, taken).head).toMatchObject({ mode: "asynchronous", status: "open", assignee: { operatorId: "omar" } });
  });

  it("belongs to nobody and is not rated after the contact has begun it anew", () => {
    const rating = { stars: 4, words: null };
    expect(after({ status: "ended", mode: "asynchronous", rating }, { type: "conversationReopened" }).head)
      .toMatchObject({ status: "new", assignee: null, rating: null });
  });
});
