// A hub that lives in the page: enough of a server to look at every state of the widget without one. Not shipped.
import type { CreateHub } from "../../connection/reconnectingHub";
import type {
  Answer, Author, ConversationEvent, ConversationView, MessengerSnapshot, TimelineEntry, WidgetView,
} from "../../protocol/protocol";

export const olivia: Author = { kind: "operator", operatorId: "00000000-0000-4000-8000-000000000001", name: "Olivia Park" };
export const contact: Author = { kind: "contact", operatorId: null, name: null };

export const widget: WidgetView = {
  widgetId: "w", widgetKey: "demo", name: "Shop", groupId: "g", accountName: "Demo Shop", accent: "#4338ca", position: "right",
  texts: [
    { language: "en", greeting: "Hi there 👋", intro: "Questions about an order or a product? We are happy to help." },
    { language: "de", greeting: "Hallo 👋", intro: "Fragen zu einer Bestellung oder einem Produkt? Wir helfen gern." },
  ],
  allowedOrigins: [], isPrivate: false, hasLivePreview: true,
};

interface Held { head: ConversationView; entries: TimelineEntry[] }

export class FakeServer {
  readonly conversations = new Map<string, Held>();
  isAnswered = true;
  isSilent = false;
  letsWatch = true;
  email: string | null = null;
  private readonly pushes = new Map<string, (value: unknown) => void>();
  private version = 1;
  private onClose: () => void = () => undefined;
  private isUp = true;
  private statusCode = 503;

  readonly createHub: CreateHub = () => Promise.resolve({
    start: () => this.isUp ? Promise.resolve() : Promise.reject(Object.assign(new Error("down"), { statusCode: this.statusCode })),
    stop: () => Promise.resolve(),
    invoke: (method, argument) => this.invoke(method, argument as Record<string, never>),
    on: (push, handler) => void this.pushes.set(push, handler),
    onclose: handler => { this.onClose = handler; },
  });

  /** Cuts the connection and does not know the token any more. */
  refuse(): void { this.statusCode = 401; this.down(); }
  down(): void { this.isUp = false; this.onClose(); }
  up(): void { this.isUp = true; }

  add(id: string, changes: Partial<ConversationView>, events: [number, Author, ConversationEvent][]): void {
    const now = Date.now();
    const entries = events.map(([minutesAgo, author, event], index): TimelineEntry => ({
      seq: index + 1, at: new Date(now - minutesAgo * 60_000).toISOString(), author, commandId: `${id}-${index}`, event,
    }));
    const messages = entries.filter(entry => entry.event.type === "messagePosted");
    const last = messages.at(-1);
    const head: ConversationView = {
      conversationId: id, contactId: "c", contactNumber: 81, contactName: null, status: "open", mode: "live",
      assignee: { operatorId: "00000000-0000-4000-8000-000000000001", name: "Olivia Park" }, contactIsPresent: true, subject: null,
      topics: [], locale: "en", widgetId: "w", groupId: "g", createdAt: entries[0]?.at ?? "", lastActivityAt: entries.at(-1)?.at ?? "",
      lastSeq: entries.length, unansweredSince: null, unread: 0, rating: null,
      preview: last?.event.type === "messagePosted" ? { text: last.event.text, author: last.author, at: last.at } : null,
      receipts: { contactDelivered: entries.length, contactRead: entries.length, operatorDelivered: entries.length, operatorRead: entries.length },
      ...changes,
    };
    this.conversations.set(id, { head, entries });
  }

  say(id: string, author: Author, event: ConversationEvent, commandId: string | null = null, changes: Partial<ConversationView> | null = null): number {
    const held = this.conversations.get(id);
    if (held === undefined) return 0;
    const seq = held.entries.length + 1;
    const entry = { seq, at: new Date().toISOString(), author, commandId, event };
    held.entries.push(entry);
    held.head = { ...held.head, ...(changes ?? {}), lastSeq: seq, lastActivityAt: entry.at };
    if (event.type === "messagePosted") held.head.preview = { text: event.text, author, at: entry.at };
    this.push("TimelineAdvanced", { conversationId: id, after: seq - 1, upTo: seq, entries: [entry], conversation: changes === null ? null : held.head });
    return seq;
  }

  /** An older copy of the conversation is restored: what came later has not happened. */
  goBackTo(id: string, seq: number): void {
    const held = this.conversations.get(id);
    if (held === undefined) return;
    held.entries = held.entries.slice(0, seq);
    held.head = { ...held.head, lastSeq: seq };
  }

  push = (name: string, value: unknown): void => { this.pushes.get(name)?.(structuredClone(value)); };

  receipts(id: string, changes: Partial<ConversationView["receipts"]>): void {
    const held = this.conversations.get(id);
    if (held === undefined) return;
    held.head = { ...held.head, receipts: { ...held.head.receipts, ...changes } };
    this.push("ReceiptsAdvanced", { conversationId: id, receipts: held.head.receipts });
  }

  private snapshot(): MessengerSnapshot {
    return {
      version: this.version, widget, widgetIsAnswered: this.isAnswered,
      contact: {
        contactId: "c", number: 81, name: null, email: this.email, phone: null, company: null, locale: "en", isPresent: true,
        createdAt: new Date().toISOString(), lastSeenAt: null, customData: null, visits: 1, conversations: 1,
        customFields: [], previousCustomData: null, location: null,
      },
      conversations: [...this.conversations.values()].map(held => held.head),
    };
  }

  private invoke(method: string, argument: Record<string, never>): Promise<unknown> {
    if (this.isSilent && method === "PostMessage") return new Promise(() => undefined);
    return Promise.resolve(structuredClone(this.answer(method, argument)));
  }

  private answer(method: string, argument: Record<string, never>): unknown {
    const id: string = argument["conversationId"] ?? "";
    const held = this.conversations.get(id);
    switch (method) {
      case "Hello": return this.snapshot();
      case "StartConversation": {
        this.add(id, {
          assignee: null, mode: "asynchronous", status: "new", createdAt: new Date().toISOString(),
          receipts: { contactDelivered: 0, contactRead: 0, operatorDelivered: 0, operatorRead: 0 },
        }, [[0, contact, { type: "conversationStarted", widgetId: "w", locale: "en" }]]);
        return this.ok(this.say(id, contact, { type: "messagePosted", text: argument["text"] ?? "", attachments: [], translation: null }, argument["commandId"] ?? null));
      }
      case "PostMessage": {
        const text: string = argument["text"] ?? "";
        if (text.startsWith("refuse")) return { seq: null, at: null, rejection: { code: "validation", reason: "textIsTooLong", operatorName: null } };
        return this.ok(this.say(id, contact, { type: "messagePosted", text, attachments: [], translation: null }, argument["commandId"] ?? null,
          held?.head.status === "ended" ? { status: "open" } : null));
      }
      case "EndConversation": return this.ok(this.say(id, contact, { type: "conversationEnded" }, argument["commandId"] ?? null, { status: "ended", mode: "asynchronous" }));
      case "RateConversation": return this.ok(this.say(id, contact,
        { type: "conversationRated", stars: argument["stars"] ?? 0, words: argument["words"] ?? null }, null,
        { rating: { stars: argument["stars"] ?? 0, words: argument["words"] ?? null } }));
      case "WatchConversation":
      case "ReadTimeline": {
        if (!this.letsWatch && method === "WatchConversation") {
          return { conversation: null, page: null, rejection: { code: "unavailable", reason: "storeIsUnavailable", operatorName: null } };
        }
        if (held === undefined) return null;
        const before: number = argument["before"] ?? Infinity;
        const after: number | null = argument["after"] ?? null;
        if (method === "WatchConversation" && (after ?? 0) > held.entries.length) {
          return { conversation: null, page: null, rejection: { code: "validation", reason: "seqIsOutOfRange", operatorName: null } };
        }
        const all = held.entries.filter(entry => entry.seq < before && entry.seq > (after ?? 0));
        const entries = after === null ? all.slice(-30) : all;
        const first = entries[0]?.seq ?? 1;
        const page = {
          conversationId: id, after: after ?? first - 1, upTo: entries.at(-1)?.seq ?? (after ?? 0), entries, isComplete: after !== null || first <= 1,
        };
        return method === "ReadTimeline" ? page : { conversation: held.head, page, rejection: null };
      }
      case "SetContactInfo":
        this.email = argument["email"] ?? null;
        return this.ok(1);
      case "SetCustomData":
      case "ShareLocation": return this.ok(1);
      default: return undefined;
    }
  }

  private ok(seq: number): Answer { return { seq, at: new Date().toISOString(), rejection: null }; }
}
