// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { memoryStorage, type DurableStorage } from "../../connection/durableStorage";
import { contact, FakeServer, olivia, widget } from "../../tests/harness/fakeHub";
import { SessionRefusedError, type SessionKeeper } from "../session";
import { createMessenger, viewedConversation, type Messenger } from "./messenger";

let server: FakeServer;
let storage: DurableStorage;
let messenger: Messenger;

const otherContact = vi.fn();
const session: SessionKeeper = {
  hasToken: () => true, token: () => "token", open: () => Promise.resolve({ token: "token", contactId: "c", widget }),
};
function open(keeper = session): Messenger {
  return createMessenger({ widgetKey: "demo", locale: "en", storage, session: keeper, createHub: server.createHub, onOtherContact: otherContact });
}
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const texts = (): string[] => (viewedConversation(messenger)?.entries ?? [])
  .flatMap(({ event }) => event.type === "messagePosted" ? [event.text] : []);
const pending = (): string[] => (viewedConversation(messenger)?.pending ?? []).map(message => `${message.text}: ${message.state}`);

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  storage = memoryStorage();
  server.add("a", { unread: 1, receipts: { contactDelivered: 1, contactRead: 1, operatorDelivered: 2, operatorRead: 2 } }, [
    [9, contact, { type: "messagePosted", text: "Hello", attachments: [], translation: null }], [8, olivia, { type: "messagePosted", text: "Hi", attachments: [], translation: null }]]);
  messenger = open();
});
afterEach(() => {
  messenger.stop();
  vi.useRealTimers();
});

async function look(conversationId: string | null): Promise<void> {
  messenger.start();
  await settled();
  messenger.look({ kind: "conversation", conversationId });
  await settled();
}

describe("the messenger", () => {
  it("asks nothing of the server before it is started", async () => {
    await settled();
    expect(messenger.phase.value).toBe("closed");
    expect(messenger.connection.value.kind).toBe("stopped");
  });

  it("shows the conversations, and the timeline of the one on the screen", async () => {
    await look("a");
    expect(texts()).toEqual(["Hello", "Hi"]);
  });

  it("begins a conversation with its first message", async () => {
    const started = vi.fn();
    messenger.onConversationStarted(started);
    await look(null);
    messenger.write(null, "Where is my parcel?");
    expect(pending()).toEqual(["Where is my parcel?: sending"]);
    await settled();
    expect(texts()).toEqual(["Where is my parcel?"]);
    expect(pending()).toEqual([]);
    expect(started).toHaveBeenCalledOnce();
  });

  it("keeps what is written while the server is away, over a reload, in order", async () => {
    await look("a");
    server.down();
    messenger.write("a", "one");
    messenger.write("a", "two");
    expect(pending()).toEqual(["one: queued", "two: queued"]);
    messenger.stop();
    messenger = open();
    server.up();
    await look("a");
    await vi.advanceTimersByTimeAsync(11_000);
    expect(texts()).toEqual(["Hello", "Hi", "one", "two"]);
    expect(pending()).toEqual([]);
  });

  it("keeps a conversation that was begun while the server was away", async () => {
    await look(null);
    server.down();
    messenger.write(null, "Hello?");
    messenger.write(viewedConversation(messenger)?.head.conversationId ?? null, "Anyone?");
    await settled();
    expect(pending()).toEqual(["Hello?: queued", "Anyone?: queued"]);
    server.up();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(texts()).toEqual(["Hello?", "Anyone?"]);
  });

  it("fetches what it missed while it was away", async () => {
    await look("a");
    server.down();
    server.say("a", olivia, { type: "messagePosted", text: "Still there?", attachments: [], translation: null });
    expect(texts()).toContain("Still there?");
    server.push = () => undefined;
    server.say("a", olivia, { type: "messagePosted", text: "Bye", attachments: [], translation: null });
    expect(texts()).not.toContain("Bye");
    server.up();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(texts()).toEqual(["Hello", "Hi", "Still there?", "Bye"]);
  });

  it("starts anew when an older copy of the store was restored, and sends what waits", async () => {
    await look("a");
    server.say("a", olivia, { type: "messagePosted", text: "not in the copy", attachments: [], translation: null });
    expect(texts()).toEqual(["Hello", "Hi", "not in the copy"]);
    server.down();
    server.goBackTo("a", 2);
    messenger.write("a", "and this?");
    server.up();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(texts()).toEqual(["Hello", "Hi", "and this?"]);
    expect(pending()).toEqual([]);
    expect(viewedConversation(messenger)?.head.lastSeq).toBe(3);
  });

  it("closes the hole that a lost push has left, at the next beat", async () => {
    await look("a");
    const push = server.push;
    server.push = () => undefined;
    server.say("a", olivia, { type: "messagePosted", text: "lost", attachments: [], translation: null });
    server.push = push;
    server.push("ConversationBeat", { conversationId: "a", lastSeq: 3, receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 } });
    await settled();
    expect(texts()).toEqual(["Hello", "Hi", "lost"]);
  });

  it("asks again to watch a conversation that the server could not let it watch", async () => {
    server.letsWatch = false;
    await look("a");
    server.say("a", olivia, { type: "messagePosted", text: "missed", attachments: [], translation: null });
    server.letsWatch = true;
    server.push = () => undefined;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(texts()).toEqual(["Hello", "Hi", "missed"]);
  });

  it("reads again when a beat names another version, be it an older one", async () => {
    await look("a");
    server.add("b", {}, [[5, olivia, { type: "messagePosted", text: "Look", attachments: [], translation: null }]]);
    server.push("MessengerBeat", { version: 1 });
    await settled();
    expect(messenger.state.value.conversations.has("b")).toBe(false);
    server.push("MessengerBeat", { version: 0 });
    await settled();
    expect(messenger.state.value.conversations.has("b")).toBe(true);
  });

  it("counts as read only what the visitor can see", async () => {
    server.add("b", { unread: 1, receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 } },
      [[5, olivia, { type: "messagePosted", text: "Look", attachments: [], translation: null }]]);
    await look("b");
    expect(messenger.unread.value).toBe(2);
    messenger.setVisible(true);
    expect(messenger.state.value.conversations.get("b")?.head.unread).toBe(0);
  });

  it("counts what arrives in the conversations that are not on the screen", async () => {
    await look("a");
    messenger.setVisible(true);
    server.add("b", {}, [[5, olivia, { type: "messagePosted", text: "Look", attachments: [], translation: null }]]);
    server.push("MessengerChanged", { version: 2, conversation: server.conversations.get("b")?.head, contact: null, widgetIsAnswered: null });
    await settled();
    server.say("b", olivia, { type: "messagePosted", text: "Here", attachments: [], translation: null });
    expect(messenger.unread.value).toBe(1);
    messenger.look({ kind: "conversation", conversationId: "b" });
    await settled();
    expect(texts()).toEqual(["Look", "Here"]);
    expect(messenger.unread.value).toBe(0);
  });

  it("tells of messages that arrive, and not of those it finds", async () => {
    const arrived = vi.fn();
    messenger.onArrival(arrived);
    await look("a");
    expect(arrived).not.toHaveBeenCalled();
    server.say("a", olivia, { type: "messagePosted", text: "News", attachments: [], translation: null });
    expect(arrived).toHaveBeenCalledExactlyOnceWith({ conversationId: "a", operatorName: olivia.name, text: "News" });
  });

  it("marks a refused message and sends it again when asked", async () => {
    await look("a");
    messenger.write("a", "refuse this");
    await settled();
    expect(pending()).toEqual(["refuse this: failed"]);
    messenger.discard("a", viewedConversation(messenger)?.pending[0]?.commandId ?? "");
    expect(pending()).toEqual([]);
  });

  it("gives up at once where the widget may not be used, and tries again where the server is away", async () => {
    messenger = open({ ...session, open: () => Promise.reject(new SessionRefusedError("403")) });
    messenger.start();
    await settled();
    expect(messenger.phase.value).toBe("refused");
    let failures = 3;
    messenger = open({ ...session, open: () => (failures -= 1) > 0 ? Promise.reject(new Error("503")) : session.open() });
    messenger.start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(messenger.phase.value).toBe("open");
  });

  it("keeps what the page tells of the contact until there is a connection, in order", async () => {
    const answered = vi.fn();
    void messenger.setContactInfo({ email: "old@example.org" }).then(answered);
    void messenger.setContactInfo({ email: "new@example.org" }).then(answered);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(messenger.phase.value).toBe("closed");
    expect(answered).not.toHaveBeenCalled();
    await look("a");
    expect(answered).toHaveBeenCalledTimes(2);
    expect(server.email).toBe("new@example.org");
  });

  it("starts anew when the server knows the browser as somebody else", async () => {
    let contactId = "c";
    messenger = open({ ...session, open: () => Promise.resolve({ token: "token", contactId, widget }) });
    await look("a");
    expect(otherContact).not.toHaveBeenCalled();
    contactId = "another";
    server.refuse();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(otherContact).toHaveBeenCalledOnce();
  });

  it("ends, is rated, and goes on by writing again", async () => {
    await look("a");
    messenger.end("a");
    await settled();
    expect(viewedConversation(messenger)?.head.status).toBe("ended");
    messenger.rate("a", 4, "Quick");
    await settled();
    expect(viewedConversation(messenger)?.head.rating).toEqual({ stars: 4, words: "Quick" });
    messenger.write("a", "One more thing");
    await settled();
    expect(viewedConversation(messenger)?.head.status).toBe("open");
  });
});
