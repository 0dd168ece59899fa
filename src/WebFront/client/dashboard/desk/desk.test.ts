// @vitest-environment jsdom
// The desk over a scripted hub: what it asks for, and what it makes of the answers.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { HubLike } from "../../connection/hubConnection";
import type { ConversationEvent, ConversationView, SignedIn, TimelineEntry } from "../../protocol/protocol";
import { Desk } from "./desk";
import { unreadTotal } from "./deskState";

const olivia = { operatorId: "olivia", name: "Olivia" };
const signedIn: SignedIn = {
  me: { ...olivia, email: "o@example.org", role: "agent", groups: [], languages: [], slotsMax: 3 },
  accountName: "Demo Shop", antiForgeryToken: "token",
};
const contact = { kind: "contact", operatorId: null, name: null } as const;

function head(id: string, change: Partial<ConversationView> = {}): ConversationView {
  return {
    conversationId: id, contactId: `contact-${id}`, contactNumber: 1, contactName: null, status: "open", mode: "live",
    assignee: olivia, contactIsPresent: true, subject: null, topics: [], locale: "en", widgetId: "w", groupId: "g",
    createdAt: "2026-11-22T10:00:00.000Z", lastActivityAt: "2026-11-22T10:00:00.000Z", lastSeq: 2, preview: null,
    unansweredSince: null, unread: 0,
    receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 2, operatorRead: 2 }, rating: null, ...change,
  };
}

function entry(seq: number, event: ConversationEvent = { type: "messagePosted", text: `text ${String(seq)}`, attachments: [], translation: null }): TimelineEntry {
  return { seq, at: "2026-11-22T10:01:00.000Z", author: contact, commandId: null, event };
}

type Call = [method: string, argument: Record<string, unknown>];
type Answers = Record<string, (argument: Record<string, unknown>) => unknown>;

class ScriptedHub implements HubLike {
  readonly calls: Call[] = [];
  readonly #handlers = new Map<string, (value: unknown) => void>();
  #close = (): void => undefined;

  constructor(readonly answers: Answers) {}

  start(): Promise<void> { return Promise.resolve(); }
  stop(): Promise<void> { return Promise.resolve(); }
  on(push: string, handler: (value: unknown) => void): void { this.#handlers.set(push, handler); }
  onclose(handler: () => void): void { this.#close = handler; }
  push(push: string, value: unknown): void { this.#handlers.get(push)?.(value); }
  cut(): void { this.#close(); }

  async invoke(method: string, argument: unknown): Promise<unknown> {
    const given = typeof argument === "object" && argument !== null ? { ...argument } : {};
    this.calls.push([method, given]);
    await Promise.resolve();
    return this.answers[method]?.(given);
  }

  callsOf(method: string): Record<string, unknown>[] {
    return this.calls.filter(([name]) => name === method).map(([, argument]) => argument);
  }
}

const done = { seq: 3, at: "2026-11-22T10:01:00.000Z", rejection: null };
let sounds = { conversation: 0, message: 0 };
let desk: Desk;
let hub: ScriptedHub;

function open(views: { mine?: ConversationView[]; unassigned?: ConversationView[] }, answers: Answers = {}): void {
  hub = new ScriptedHub({
    Hello: () => ({
      version: 1, unassignedVersion: 1, me: signedIn.me, availability: "online", isFirstVisit: false,
      account: { accountId: "a", name: "Demo Shop", operators: [olivia], groups: [], topics: [], macros: [], integrations: [], customFields: [], widgets: [] },
      slots: { running: 1, maximum: 3 }, mine: views.mine ?? [], mentions: [], unassigned: views.unassigned ?? [],
    }),
    WatchConversation: ({ conversationId, after }) => {
      const view = [...views.mine ?? [], ...views.unassigned ?? []].find(each => each.conversationId === conversationId);
      if (view === undefined) {
        return { conversation: null, page: null, rejection: { code: "not_found", reason: "unknown", operatorName: null } };
      }
      const from = typeof after === "number" ? after : 0;
      const entries = Array.from({ length: view.lastSeq - from }, (_, index) => entry(from + index + 1));
      const page = { conversationId, after: from, upTo: view.lastSeq, entries, isComplete: true };
      return { conversation: view, page, rejection: null };
    },
    PostMessage: () => done,
    ...answers,
  });
  desk = new Desk({
    signedIn, locale: "en", onSignedOut: () => undefined, createHub: () => Promise.resolve(hub),
    sounds: {
      newConversation: () => { sounds.conversation += 1; },
      newMessage: () => { sounds.message += 1; },
    },
  });
  desk.start();
}

const settled = (claim: () => boolean): Promise<void> =>
  vi.waitFor(() => { expect(claim()).toBe(true); }, { timeout: 2_000, interval: 5 });

beforeEach(() => {
  localStorage.clear();
  sounds = { conversation: 0, message: 0 };
});
afterEach(() => { desk.stop(); });

describe("following", () => {
  it("watches every conversation of mine from its head, and nothing of Unassigned", async () => {
    open({ mine: [head("a"), head("b")], unassigned: [head("c", { assignee: null, status: "new" })] });
    await settled(() => hub.callsOf("WatchConversation").length === 2);
    expect(hub.callsOf("WatchConversation")).toEqual(expect.arrayContaining([
      { conversationId: "a", after: 2 }, { conversationId: "b", after: 2 },
    ]));
  });

  it("reads on where it stopped after the connection broke", async () => {
    open({ mine: [head("a")] });
    await settled(() => desk.store.state.conversations.get("a")?.upTo === 2);
    hub.push("TimelineAdvanced", { conversationId: "a", after: 2, upTo: 3, entries: [entry(3)], conversation: null });
    hub.cut();
    expect(desk.store.state.link).toBe("broken");
    await settled(() => hub.callsOf("WatchConversation").length === 2);
    expect(hub.callsOf("WatchConversation")[1]).toEqual({ conversationId: "a", after: 3 });
    expect(hub.callsOf("Hello").length).toBe(2);
  });

  it("asks again to watch a conversation that the server could not let it watch", async () => {
    const snapshot = {
      conversation: head("a"), page: { conversationId: "a", after: 2, upTo: 2, entries: [], isComplete: true }, rejection: null,
    };
    let tries = 0;
    open({ mine: [head("a")] }, {
      WatchConversation: () => (tries += 1) > 1 ? snapshot : {
        conversation: null, page: null, rejection: { code: "unavailable", reason: "storeIsUnavailable", operatorName: null },
      },
    });
    await vi.waitFor(() => { expect(tries).toBe(2); }, { timeout: 10_000, interval: 20 });
  }, 12_000);

  it("starts anew when an older copy of the store was restored", async () => {
    let lastSeq = 2;
    open({ mine: [head("a")] }, {
      WatchConversation: ({ conversationId, after }) => {
        if (typeof after === "number" && after > lastSeq) {
          return { conversation: null, page: null, rejection: { code: "validation", reason: "seqIsOutOfRange", operatorName: null } };
        }
        const from = typeof after === "number" ? after : 0;
        const entries = Array.from({ length: lastSeq - from }, (_, index) => entry(from + index + 1));
        return { conversation: head("a", { lastSeq }), page: { conversationId, after: from, upTo: lastSeq, entries, isComplete: true }, rejection: null };
      },
    });
    await settled(() => desk.store.state.conversations.get("a")?.upTo === 2);
    hub.push("TimelineAdvanced", { conversationId: "a", after: 2, upTo: 3, entries: [entry(3)], conversation: null });
    lastSeq = 1;
    hub.cut();
    await settled(() => desk.store.state.conversations.get("a")?.upTo === 1);
    expect(desk.store.state.conversations.get("a")).toMatchObject({ from: 0, upTo: 1, head: { lastSeq: 1 } });
    expect(desk.store.state.conversations.get("a")?.entries.map(each => each.seq)).toEqual([1]);
  });

  it("fills a hole and counts what is unread", async () => {
    open({ mine: [head("a")] }, {
      ReadTimeline: () => ({
        conversationId: "a", after: 2, upTo: 5, entries: [entry(3), entry(4), entry(5)], isComplete: true,
      }),
    });
    await settled(() => desk.store.state.conversations.get("a")?.upTo === 2);
    hub.push("TimelineAdvanced", { conversationId: "a", after: 4, upTo: 5, entries: [entry(5)], conversation: null });
    await settled(() => desk.store.state.conversations.get("a")?.upTo === 5);
    expect(hub.callsOf("ReadTimeline")).toEqual([{ conversationId: "a", after: 2, before: null, limit: 200 }]);
    expect(unreadTotal(desk.store.state)).toBe(3);
    expect(hub.callsOf("MarkDelivered").at(-1)).toEqual({ conversationId: "a", upTo: 5 });
  });

  it("says hello again when a beat names another version", async () => {
    open({});
    await settled(() => desk.store.state.inbox !== null);
    hub.push("InboxBeat", { version: 4 });
    await settled(() => hub.callsOf("Hello").length === 2);
  });

  it("keeps what was pushed while hello was under way, and says hello again when a change is missing", async () => {
    const free = head("c", { assignee: null, status: "new", mode: "asynchronous" });
    const snapshot = {
      unassignedVersion: 1, me: signedIn.me, availability: "online", isFirstVisit: false, slots: { running: 0, maximum: 3 },
      account: { accountId: "a", name: "Demo Shop", operators: [olivia], groups: [], topics: [], macros: [], integrations: [], customFields: [], widgets: [] },
      mine: [], mentions: [], unassigned: [],
    };
    const versions = [2, 3];
    open({}, {
      Hello: () => {
        const version = versions.shift();
        if (version !== undefined) hub.push("UnassignedChanged", { version, conversation: free, removedConversationId: null });
        return { version: 1, ...snapshot, unassigned: version === undefined ? [free] : [] };
      },
    });
    await settled(() => desk.store.state.inbox?.unassigned.has("c") === true);
    expect(desk.store.state.inbox?.unassignedVersion).toBe(2);
    expect(hub.callsOf("Hello").length).toBe(1);
    hub.push("InboxBeat", { version: 4 });
    await settled(() => hub.callsOf("Hello").length === 3);
  });

  it("tells that an opened conversation does not exist", async () => {
    open({});
    desk.open("nowhere");
    await settled(() => desk.store.state.readings.get("nowhere") === "notFound");
  });
});

describe("reading", () => {
  it("marks as read what is mine, and nothing that somebody else has", async () => {
    const unread = { lastSeq: 3, unread: 1 };
    open({ mine: [head("a", unread)], unassigned: [head("b", { assignee: null, status: "new", ...unread })] });
    desk.open("b");
    await settled(() => desk.store.state.conversations.size === 2);
    desk.watcher.markRead("a");
    desk.watcher.markRead("b");
    expect(hub.callsOf("MarkRead")).toEqual([{ conversationId: "a", upTo: 3 }]);
    expect(unreadTotal(desk.store.state)).toBe(0);
  });
});

describe("writing", () => {
  it("shows a message at once and keeps its id until it is stored", async () => {
    open({ mine: [head("a")] });
    await settled(() => desk.store.state.conversations.has("a"));
    desk.outgoing.send("a", "message", "hello", 2);
    expect(desk.store.state.conversations.get("a")?.pending[0]?.text).toBe("hello");
    await settled(() => desk.store.state.conversations.get("a")?.pending[0]?.acknowledgedSeq === 3);
    const commandId = hub.callsOf("PostMessage")[0]?.commandId;
    hub.push("TimelineAdvanced", {
      conversationId: "a", after: 2, upTo: 3, conversation: null,
      entries: [{ ...entry(3), author: { kind: "operator", ...olivia }, commandId }],
    });
    expect(desk.store.state.conversations.get("a")?.pending).toEqual([]);
  });

  it("names who has the conversation when a message is refused for it", async () => {
    const rejection = { code: "conflict", reason: "conversationIsTaken", operatorName: "Omar" };
    open({ mine: [head("a")] }, { PostMessage: () => ({ seq: null, at: null, rejection }) });
    await settled(() => desk.store.state.conversations.has("a"));
    desk.outgoing.send("a", "message", "hello", 2);
    await settled(() => desk.store.state.notices.get("a")?.kind === "taken");
    expect(desk.store.state.notices.get("a")).toEqual({ kind: "taken", operatorName: "Omar" });
    expect(desk.store.state.conversations.get("a")?.pending[0]?.state).toBe("failed");
  });

  it("asks when another has answered meanwhile, and sends it anyway", async () => {
    const rejection = { code: "conflict", reason: "replyArrived", operatorName: "Omar" };
    open({ mine: [head("a")] }, {
      PostMessage: ({ seenSeq }) => seenSeq === null ? { seq: 4, at: "", rejection: null } : { seq: null, at: null, rejection },
    });
    await settled(() => desk.store.state.conversations.has("a"));
    desk.outgoing.send("a", "message", "hello", 2);
    await settled(() => desk.store.state.conversations.get("a")?.pending[0]?.state === "failed");
    expect(desk.store.state.notices.has("a")).toBe(false);
    desk.outgoing.sendAnyway("a", desk.store.state.conversations.get("a")?.pending[0]?.commandId ?? "");
    await settled(() => desk.store.state.conversations.get("a")?.pending[0]?.acknowledgedSeq === 4);
    expect(hub.callsOf("PostMessage").map(call => [call.text, call.seenSeq])).toEqual([["hello", 2], ["hello", null]]);
  });

  it("shows after a reload what had not gone out", async () => {
    open({ mine: [head("a")] }, { PostMessage: () => new Promise(() => undefined) });
    await settled(() => desk.store.state.conversations.has("a"));
    desk.outgoing.send("a", "message", "hello", 2);
    desk.stop();
    open({ mine: [head("a")] });
    await settled(() => hub.callsOf("PostMessage").length === 1);
    expect(hub.callsOf("PostMessage")[0]).toMatchObject({ conversationId: "a", text: "hello" });
  });
});

describe("taking", () => {
  it("sends whom it saw as the owner, and tells who was faster", async () => {
    const view = head("a", { assignee: null, status: "new" });
    const rejection = { code: "conflict", reason: "conversationIsTaken", operatorName: "Omar" };
    open({ unassigned: [view] }, { AssignConversation: () => ({ seq: null, at: null, rejection }) });
    await settled(() => desk.store.state.inbox !== null);
    expect(await desk.actions.assign(view)).toBe(false);
    expect(hub.callsOf("AssignConversation")[0]).toMatchObject({ conversationId: "a", expectedAssignee: null });
    expect(desk.store.state.notices.get("a")).toEqual({ kind: "taken", operatorName: "Omar" });
  });
});

describe("sounds", () => {
  it("tell of a new live conversation and of words elsewhere, not of what was there at the start", async () => {
    open({ mine: [head("a")] });
    await settled(() => desk.store.state.conversations.has("a"));
    expect(sounds).toEqual({ conversation: 0, message: 0 });
    hub.push("InboxChanged", {
      version: 2, conversation: head("b"), removedConversationId: null, slots: null, availability: null, mentions: [],
    });
    hub.push("TimelineAdvanced", { conversationId: "a", after: 2, upTo: 3, entries: [entry(3)], conversation: null });
    expect(sounds).toEqual({ conversation: 1, message: 1 });
  });
});

it("moves the availability switch at once, and back when it is refused", async () => {
  const rejection = { code: "unavailable", reason: "storeIsDown", operatorName: null };
  open({}, { SetAvailability: () => ({ seq: null, at: null, rejection }) });
  await settled(() => desk.store.state.inbox !== null);
  const switched = desk.actions.setAvailability("away");
  expect(desk.store.state.inbox?.availability).toBe("away");
  await switched;
  expect(desk.store.state.inbox?.availability).toBe("online");
});

describe("typed commands", () => {
  const refused = (code: string, reason: string): object => ({ seq: null, at: null, rejection: { code, reason, operatorName: null } });

  it("say why they were refused, and are another command the next time", async () => {
    open({ mine: [head("a")] }, { RunCommand: () => refused("validation", "topicIsUnknown") });
    await settled(() => desk.store.state.inbox !== null);
    expect(await desk.actions.runCommand("a", "$topic X")).toBe("topicIsUnknown");
    expect(await desk.actions.runCommand("a", "$topic X")).toBe("topicIsUnknown");
    const [first, second] = hub.callsOf("RunCommand");
    expect(first).toMatchObject({ conversationId: "a", text: "$topic X" });
    expect(second?.["commandId"]).not.toBe(first?.["commandId"]);
  });

  it("are the same command again when nobody knows what became of them", async () => {
    const answers = [refused("unavailable", "storeIsUnavailable"), done, done];
    open({ mine: [head("a")] }, { RunCommand: () => answers.shift() });
    await settled(() => desk.store.state.inbox !== null);
    expect(await desk.actions.runCommand("a", "$topic X")).toBe("unavailable");
    expect(await desk.actions.runCommand("a", "$topic X")).toBeNull();
    expect(await desk.actions.runCommand("a", "$topic X")).toBeNull();
    const ids = hub.callsOf("RunCommand").map(call => call["commandId"]);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[1]);
  });

  it("that nobody typed leave a notice when they are refused", async () => {
    open({ mine: [head("a")] }, { RunCommand: () => refused("conflict", "contactHasNoEmail") });
    await settled(() => desk.store.state.inbox !== null);
    await desk.actions.runWithNotice("a", "$send");
    expect(desk.store.state.notices.get("a")).toEqual({ kind: "command", command: "$send", reason: "contactHasNoEmail" });
    expect(desk.store.state.busy.has("a")).toBe(false);
  });
});
