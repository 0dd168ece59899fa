import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer, WidgetHub } from "../protocol/protocol";
import { memoryStorage, type DurableStorage } from "./durableStorage";
import { answerWithinMilliseconds, attemptsMax, createOutbox, type Outbox, type OutboxEvent } from "./outbox";

/** What has reached the server, and how it answers. */
class ScriptedServer {
  readonly received: string[] = [];
  private readonly seqs = new Map<string, number>();
  respond: (commandId: string) => Promise<Answer> = id => Promise.resolve(this.store(id));

  store(commandId: string): Answer {
    const seq = this.seqs.get(commandId) ?? this.seqs.size + 1;
    this.seqs.set(commandId, seq);
    return { seq, at: "2026-11-22T10:00:00.000Z", rejection: null };
  }
  stored(): string[] { return [...this.seqs.keys()]; }
}

let storage: DurableStorage;
let server: ScriptedServer;
let isConnected: boolean;
let events: OutboxEvent<WidgetHub>[];

function open(locks: Pick<LockManager, "request"> | null = null): Outbox<WidgetHub> {
  const outbox = createOutbox<WidgetHub>({
    key: "outbox:mia", storage, isConnected: () => isConnected, locks, random: () => 1,
    holdsBackWhenFailed: method => method === "StartConversation",
    invoke: (_, argument) => {
      server.received.push(argument.commandId);
      return server.respond(argument.commandId);
    },
  });
  outbox.onEvent(event => events.push(event));
  return outbox;
}

function post(outbox: Outbox<WidgetHub>, commandId: string, conversationId = "c1"): void {
  outbox.add("PostMessage", { conversationId, commandId, text: `text of ${commandId}`, attachments: null, seenSeq: null, translate: null });
}

const rejected = (code: string): Answer => ({ seq: null, at: null, rejection: { code, reason: "why", operatorName: null } });
const broken = (): Promise<Answer> => Promise.reject(new Error("broken"));
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  storage = memoryStorage();
  server = new ScriptedServer();
  isConnected = true;
  events = [];
});
afterEach(() => { vi.useRealTimers(); });

describe("the outbox", () => {
  it("sends in order, one at a time in a conversation, and removes what is answered", async () => {
    const waiting: (() => void)[] = [];
    server.respond = id => new Promise(resolve => waiting.push(() => { resolve(server.store(id)); }));
    const outbox = open();
    post(outbox, "a");
    post(outbox, "b");
    post(outbox, "x", "c2");
    await settled();
    expect(server.received).toEqual(["a", "x"]);
    waiting.shift()?.();
    await settled();
    expect(server.received).toEqual(["a", "x", "b"]);
    waiting.forEach(answer => { answer(); });
    await settled();
    expect(outbox.items()).toEqual([]);
    expect(storage.keys()).toEqual([]);
  });

  it("keeps what cannot be sent, over a reload, and sends it with the same id", async () => {
    isConnected = false;
    const before = open();
    post(before, "a");
    post(before, "b");
    before.dispose();
    const after = open();
    expect(after.items().map(item => [item.commandId, item.state])).toEqual([["a", "queued"], ["b", "queued"]]);
    isConnected = true;
    after.wake();
    await settled();
    expect(server.received).toEqual(["a", "b"]);
  });

  it("tries again with the same id when the connection breaks, and nothing overtakes", async () => {
    server.respond = broken;
    const outbox = open();
    post(outbox, "a");
    post(outbox, "b");
    await settled();
    expect(outbox.items()[0]?.state).toBe("queued");
    server.respond = id => Promise.resolve(server.store(id));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.received).toEqual(["a", "a", "b"]);
    expect(server.stored()).toEqual(["a", "b"]);
  });

  it("sends at once after a reconnect instead of waiting out its pause", async () => {
    server.respond = broken;
    const outbox = open();
    post(outbox, "a");
    await settled();
    server.respond = id => Promise.resolve(server.store(id));
    outbox.wake();
    await settled();
    expect(server.stored()).toEqual(["a"]);
  });

  it("counts a silent server as broken", async () => {
    server.respond = () => new Promise(() => undefined);
    const outbox = open();
    post(outbox, "a");
    await vi.advanceTimersByTimeAsync(answerWithinMilliseconds + 1_000);
    expect(server.received).toEqual(["a", "a"]);
    outbox.dispose();
  });

  it("marks a refused command with the reason and goes on with the next", async () => {
    server.respond = id => Promise.resolve(id === "a" ? rejected("validation") : server.store(id));
    const outbox = open();
    post(outbox, "a");
    post(outbox, "b");
    await settled();
    expect(server.stored()).toEqual(["b"]);
    expect(outbox.items()).toMatchObject([{ commandId: "a", state: "failed", rejection: { code: "validation" } }]);
    server.respond = id => Promise.resolve(server.store(id));
    outbox.retry("a");
    await settled();
    expect(server.stored()).toEqual(["b", "a"]);
    expect(outbox.items()).toEqual([]);
  });

  it("holds back what needs the refused command", async () => {
    server.respond = () => Promise.resolve(rejected("validation"));
    const outbox = open();
    outbox.add("StartConversation", { conversationId: "c1", commandId: "a", text: "Hi", locale: "en" });
    post(outbox, "b");
    await settled();
    expect(server.received).toEqual(["a"]);
    outbox.discard("a");
    outbox.wake();
    await settled();
    expect(server.received).toEqual(["a", "b"]);
  });

  it("tries again when the server is too busy, and asks the author in the end", async () => {
    server.respond = () => Promise.resolve(rejected("unavailable"));
    const outbox = open();
    post(outbox, "a");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(server.received).toHaveLength(attemptsMax);
    expect(outbox.items()[0]).toMatchObject({ state: "failed", rejection: { code: "unavailable" } });
  });

  it("does not give up while the connection is gone", async () => {
    server.respond = () => { isConnected = false; return broken(); };
    const outbox = open();
    for (let round = 0; round < attemptsMax + 5; round += 1) {
      isConnected = true;
      if (round === 0) post(outbox, "a"); else outbox.wake();
      await vi.advanceTimersByTimeAsync(20_000);
    }
    expect(outbox.items()[0]?.state).toBe("queued");
  });

  it("tells each step, and the answer in the end", async () => {
    const outbox = open();
    post(outbox, "a");
    await settled();
    expect(events.map(event => [event.kind, event.item.state])).toEqual([
      ["added", "queued"], ["changed", "sending"], ["removed", "queued"],
    ]);
    expect(events[2]).toMatchObject({ answer: { seq: 1 } });
  });

  it("keeps the order when two tabs send for the same user without locks", async () => {
    server.respond = id => new Promise(resolve => setTimeout(() => { resolve(server.store(id)); }, 10));
    const [first, second] = [open(), open()];
    for (let index = 0; index < 10; index += 1) post(index % 2 === 0 ? first : second, `m${index}`);
    second.wake();
    first.wake();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.stored()).toEqual(Array.from({ length: 10 }, (_, index) => `m${index}`));
    expect(storage.keys()).toEqual([]);
  });

  it("lets one tab send at a time where locks exist", async () => {
    let inFlight = 0;
    let most = 0;
    server.respond = async id => {
      most = Math.max(most, inFlight += 1);
      await new Promise(resolve => setTimeout(resolve, 10));
      inFlight -= 1;
      return server.store(id);
    };
    const locks = oneAtATime();
    const [first, second] = [open(locks), open(locks)];
    post(first, "a");
    post(second, "b");
    second.wake();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(most).toBe(1);
    expect(server.received).toEqual(["a", "b"]);
  });

  it("ignores damaged entries and other users' outboxes", () => {
    storage.set("outbox:mia/c1/1/a", "{");
    storage.set("outbox:jo/c1/1/b", "{}");
    expect(open().items()).toEqual([]);
  });
});

/** Web Locks as far as they are used here. */
function oneAtATime(): Pick<LockManager, "request"> {
  const tails = new Map<string, Promise<unknown>>();
  const request = (name: string, work: () => unknown): Promise<unknown> => {
    const result = (tails.get(name) ?? Promise.resolve()).then(work);
    tails.set(name, result.catch(() => undefined));
    return result;
  };
  return { request } as Pick<LockManager, "request">;
}
