import { describe, expect, it } from "vitest";
import type { ConversationView, InboxChanged, InboxSnapshot, UnassignedChanged } from "../../protocol/protocol";
import {
  applyInboxBeat, applyInboxChanged, applyUnassignedBeat, applyUnassignedChanged, openInbox, withAvailability,
  type InboxState,
} from "./inboxState";

const olivia = { operatorId: "olivia", name: "Olivia" };
const omar = { operatorId: "omar", name: "Omar" };

function head(id: string, change: Partial<ConversationView> = {}): ConversationView {
  return {
    conversationId: id, contactId: `contact-${id}`, contactNumber: 1, contactName: null, status: "open", mode: "live",
    assignee: olivia, contactIsPresent: true, subject: null, topics: [], locale: "en", widgetId: "w", groupId: "g",
    createdAt: "2026-11-22T10:00:00.000Z", lastActivityAt: "2026-11-22T10:00:00.000Z", lastSeq: 3, preview: null,
    unansweredSince: null, unread: 0,
    receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 }, rating: null, ...change,
  };
}

function inbox(change: Partial<InboxSnapshot> = {}): InboxState {
  return openInbox({
    version: 5, unassignedVersion: 9,
    account: { accountId: "a", name: "Demo Shop", operators: [olivia, omar], groups: [], topics: [], macros: [], integrations: [], customFields: [], widgets: [] },
    me: { ...olivia, email: "o@example.org", role: "agent", groups: [], languages: [], slotsMax: 3 },
    availability: "away", isFirstVisit: true, slots: { running: 0, maximum: 3 }, mine: [], mentions: [], unassigned: [], ...change,
  }).state;
}

const nothing: InboxChanged = {
  version: 6, conversation: null, removedConversationId: null, slots: null, availability: null, mentions: [],
};
const nothingFree: UnassignedChanged = { version: 10, conversation: null, removedConversationId: null };
const free = head("a", { assignee: null, status: "new", mode: "asynchronous" });

describe("opening the inbox", () => {
  it("leaves out ended conversations", () => {
    expect([...inbox({ mine: [head("a"), head("b", { status: "ended" })] }).mine.keys()]).toEqual(["a"]);
  });

  it("never shows one conversation in both lists", () => {
    const state = inbox({ mine: [head("a")], unassigned: [free] });
    expect(state.mine.has("a")).toBe(true);
    expect(state.unassigned.has("a")).toBe(false);
  });
});

describe("a conversation of which the two feeds say different things", () => {
  const removed = { ...nothing, removedConversationId: "a" };

  it("is unassigned as soon as it leaves Mine", () => {
    const state = inbox({ mine: [head("a", { lastSeq: 9 })], unassigned: [free] });
    expect([...applyInboxChanged(state, removed).state.unassigned.keys()]).toEqual(["a"]);
  });

  it("is so too when Mine was told last", () => {
    const taken = applyInboxChanged(inbox({ unassigned: [free] }), { ...nothing, conversation: head("a") }).state;
    const left = applyInboxChanged(taken, { ...removed, version: 7 }).state;
    expect([...left.unassigned.keys()]).toEqual(["a"]);
    expect(left.mine.size).toBe(0);
  });

  it("is in neither list when the account's feed has taken it back meanwhile", () => {
    const state = inbox({ mine: [head("a", { lastSeq: 9 })], unassigned: [free] });
    const taken = applyUnassignedChanged(state, { ...nothingFree, removedConversationId: "a" }).state;
    expect(applyInboxChanged(taken, removed).state.unassigned.size).toBe(0);
  });
});

describe("InboxChanged", () => {
  it("takes slots and availability", () => {
    const { state } = applyInboxChanged(inbox(), {
      ...nothing, slots: { running: 2, maximum: 3 }, availability: "online",
    });
    expect(state).toMatchObject({ version: 6, slots: { running: 2, maximum: 3 }, availability: "online" });
  });

  it("moves a conversation that became mine out of Unassigned", () => {
    const { state } = applyInboxChanged(inbox({ unassigned: [free] }), { ...nothing, conversation: head("a") });
    expect([...state.mine.keys()]).toEqual(["a"]);
    expect(state.unassigned.size).toBe(0);
  });

  it.each([
    ["went to somebody else", head("a", { assignee: omar })],
    ["has ended", head("a", { status: "ended" })],
  ])("drops a conversation that %s", (_, conversation) => {
    expect(applyInboxChanged(inbox({ mine: [head("a")] }), { ...nothing, conversation }).state.mine.size).toBe(0);
  });

  it("removes what it names", () => {
    const { state } = applyInboxChanged(inbox({ mine: [head("a")] }), { ...nothing, removedConversationId: "a" });
    expect(state.mine.size).toBe(0);
  });

  it("ignores what it has seen", () => {
    const state = inbox({ mine: [head("a")] });
    const applied = applyInboxChanged(state, { ...nothing, version: 5, removedConversationId: "a" });
    expect(applied).toEqual({ state, hasHole: false });
  });

  it("asks for a new hello when a change is missing, and keeps asking until it came", () => {
    const first = applyInboxChanged(inbox(), { ...nothing, version: 8 });
    expect(first.hasHole).toBe(true);
    expect(applyInboxChanged(first.state, { ...nothing, version: 9 }).hasHole).toBe(true);
  });

  it("does not put an older head over a newer one", () => {
    const state = inbox({ mine: [head("a", { lastSeq: 9 })] });
    const applied = applyInboxChanged(state, { ...nothing, conversation: head("a", { lastSeq: 4 }) });
    expect(applied.state.mine.get("a")?.lastSeq).toBe(9);
  });
});

describe("UnassignedChanged", () => {
  it("adds and removes", () => {
    const added = applyUnassignedChanged(inbox(), { ...nothingFree, conversation: free }).state;
    expect([...added.unassigned.keys()]).toEqual(["a"]);
    const gone = applyUnassignedChanged(added, { ...nothingFree, version: 11, removedConversationId: "a" }).state;
    expect(gone.unassigned.size).toBe(0);
  });

  it("does not take back a conversation that became mine later", () => {
    const state = inbox({ mine: [head("a", { lastSeq: 4 })] });
    expect(applyUnassignedChanged(state, { ...nothingFree, conversation: free }).state.mine.has("a")).toBe(true);
  });

  it("drops what has an owner", () => {
    const state = inbox({ unassigned: [free] });
    const { state: next } = applyUnassignedChanged(state, { ...nothingFree, conversation: head("a", { assignee: omar }) });
    expect(next.unassigned.size).toBe(0);
  });

  it("has a version of its own", () => {
    expect(applyUnassignedChanged(inbox(), { ...nothingFree, version: 10 }).hasHole).toBe(false);
    expect(applyUnassignedChanged(inbox(), { ...nothingFree, version: 12 }).hasHole).toBe(true);
  });
});

describe("beats", () => {
  it("are quiet when the versions agree, and tell of a hole when they do not", () => {
    expect(applyInboxBeat(inbox(), { version: 5 }).hasHole).toBe(false);
    expect(applyInboxBeat(inbox(), { version: 6 }).hasHole).toBe(true);
    expect(applyInboxBeat(inbox(), { version: 1 }).hasHole).toBe(true);
    expect(applyUnassignedBeat(inbox(), { version: 9 }).hasHole).toBe(false);
    expect(applyUnassignedBeat(inbox(), { version: 10 }).hasHole).toBe(true);
  });
});

it("counts the first use of the switch as the end of the first visit", () => {
  expect(withAvailability(inbox(), "online")).toMatchObject({ availability: "online", isFirstVisit: false });
});
