// Development only: plays the hub in the page, so that every state of the desk can be seen without a server.
import type { HubLike } from "../../connection/hubConnection";
import type {
  Answer, Author, ConversationEvent, ConversationView, Note, NoteList, OperatorClient, TimelineEntry, TimelinePage,
} from "../../protocol/protocol";
import { readCommand, topicNamed } from "../../state/composing/composedText";
import { foldEntry } from "../../state/conversations/conversationHead";
import { notesNow } from "../../state/conversations/notes";
import { contactAuthor, conversations, fakeVisits, snapshot, type FakeConversation } from "./fakeData";
import { me, scene } from "./fakeServer";

type Arguments = Record<string, unknown> & { conversationId?: string };

export function createFakeHub(): Promise<HubLike> {
  return Promise.resolve(new FakeHub());
}

class FakeHub implements HubLike {
  readonly #handlers = new Map<string, (value: unknown) => void>();
  readonly #closed: (() => void)[] = [];
  #version = 1;
  #unassignedVersion = 1;
  #isCut = false;

  constructor() {
    const developer = { fakeHub: this };
    Object.assign(window, developer);
  }

  start(): Promise<void> {
    if (scene() === "slow") return new Promise(() => undefined);
    return this.#isCut ? Promise.reject(new Error("cut")) : Promise.resolve();
  }

  stop(): Promise<void> { return Promise.resolve(); }
  on(push: string, handler: (value: unknown) => void): void { this.#handlers.set(push, handler); }
  onclose(handler: () => void): void { this.#closed.push(handler); }

  /** For the console and the screenshots: cuts and heals the connection. */
  cut(isCut: boolean): void {
    this.#isCut = isCut;
    if (isCut) for (const handler of this.#closed) handler();
  }

  /** For the console and the screenshots: the contact writes, or types. */
  contactSays(id: string, text: string): void {
    const held = conversations.get(id);
    if (held !== undefined) this.#add(held, contactAuthor, { type: "messagePosted", text, attachments: [], translation: null }, null);
  }

  contactTypes(id: string): void {
    this.#push("TypingShown", { conversationId: id, author: contactAuthor, text: "Where is my" });
  }

  /** Somebody else takes the conversation. */
  taken(id: string): void {
    const held = conversations.get(id);
    if (held !== undefined) this.#assign(held, { operatorId: "00000000-0000-4000-8000-00000000000b", name: "Omar Haddad" });
  }

  async invoke(method: string, argument: unknown): Promise<unknown> {
    await new Promise(resolve => setTimeout(resolve, 40));
    if (this.#isCut) throw new Error("cut");
    const given = typeof argument === "object" && argument !== null ? argument as Arguments : {};
    const held = conversations.get(given.conversationId ?? "");
    switch (method) {
      case "Hello":
        if (scene() === "failing") throw new Error("failing");
        this.#version = 1;
        this.#unassignedVersion = 1;
        return snapshot();
      case "SetAvailability":
        this.#push("InboxChanged", { ...this.#noChange(), availability: given.availability });
        return done(0);
      case "ReadContact":
        return [...conversations.values()].find(each => each.contact.contactId === given.contactId)?.contact ?? null;
      case "ReadVisits":
        return fakeVisits(Date.now());
      case "WatchConversation":
        return held === undefined
          ? { conversation: null, page: null, rejection: { code: "not_found", reason: "unknown", operatorName: null } }
          : { conversation: held.view, page: pageOf(held, numberOf(given.after), null, 50), rejection: null };
      case "ReadNotes":
        return held === undefined ? null : notesOf(held);
      case "ReadTimeline":
        return held === undefined ? null : pageOf(held, numberOf(given.after), numberOf(given.before), numberOf(given.limit) ?? 50);
      default:
        return held === undefined ? undefined : this.#command(method, given, held);
    }
  }

  #command(method: string, given: Arguments, held: FakeConversation): Answer | undefined {
    const own: Author = { kind: "operator", operatorId: me.operatorId, name: me.name };
    const commandId = typeof given.commandId === "string" ? given.commandId : null;
    const text = typeof given.text === "string" ? given.text : "";
    switch (method) {
      case "PostMessage":
        if (text.includes("fail")) return rejected("validation", "textIsTooLong", null);
        if (text.includes("taken")) return rejected("conflict", "conversationIsTaken", "Omar Haddad");
        this.#add(held, own, { type: "messagePosted", text, attachments: [], translation: null }, commandId);
        this.#reply(held);
        return done(held.view.lastSeq);
      case "AddNote":
        this.#add(held, own, { type: "noteAdded", text, mentions: [] }, commandId);
        return done(held.view.lastSeq);
      case "EditNote":
        this.#add(held, own, {
          type: "noteEdited", noteSeq: numberOf(given.noteSeq) ?? 0, replacedSeq: numberOf(given.expectedSeq) ?? 0, text, mentions: [],
        }, commandId);
        return done(held.view.lastSeq);
      case "DeleteNote": {
        const noteSeq = numberOf(given.noteSeq) ?? 0;
        this.#add(held, own, { type: "noteDeleted", noteSeq, replacedSeq: noteSeq }, commandId);
        return done(held.view.lastSeq);
      }
      case "AssignConversation":
        if (scene() === "race") {
          this.#assign(held, { operatorId: "00000000-0000-4000-8000-00000000000b", name: "Omar Haddad" });
          return rejected("conflict", "conversationIsTaken", "Omar Haddad");
        }
        this.#assign(held, { operatorId: me.operatorId, name: me.name });
        return done(held.view.lastSeq);
      case "EndConversation":
        this.#add(held, own, { type: "conversationEnded" }, commandId);
        this.#push("InboxChanged", { ...this.#noChange(), removedConversationId: held.view.conversationId });
        return done(held.view.lastSeq);
      case "RunCommand":
        return this.#run(held, own, text, commandId);
      case "SetStatus":
        this.#add(held, own, { type: "statusChanged", status: given.status === "pending" ? "pending" : "open" }, commandId);
        return done(held.view.lastSeq);
      case "MarkRead": {
        const receipts = { ...held.view.receipts, operatorRead: numberOf(given.upTo) ?? 0 };
        held.view = { ...held.view, receipts, unread: 0 };
        this.#push("ReceiptsAdvanced", { conversationId: held.view.conversationId, receipts });
        return undefined;
      }
      default:
        return undefined;
    }
  }

  /** Enough of the typed commands to look at. */
  #run(held: FakeConversation, own: Author, text: string, commandId: string | null): Answer {
    const read = readCommand(text, snapshot().account.topics);
    if (!read.isRight) return rejected("validation", read.reason, null);
    const { word, value } = read;
    if (word === "name" || word === "email") {
      const previous = word === "name" ? held.view.contactName : null;
      this.#add(held, own, { type: "contactInfoRecorded", field: word, value, previous }, commandId);
    } else if (word === "locale") {
      this.#add(held, own, { type: "localeChanged", locale: value, previousLocale: held.view.locale }, commandId);
    } else if (word === "topic") {
      const topicId = topicNamed(value, snapshot().account.topics)?.topicId ?? "";
      this.#add(held, own, { type: held.view.topics.includes(topicId) ? "topicRemoved" : "topicAdded", topicId }, commandId);
    } else if (word === "note") {
      this.#add(held, own, { type: "noteAdded", text: value, mentions: [] }, commandId);
    } else if (word === "dispatch") {
      this.#add(held, own, { type: "transcriptQueued", recipient: value, locale: "en", isForItsContact: false }, commandId);
    } else if (word === "send") {
      return rejected("conflict", "contactHasNoEmail", null);
    }
    return done(held.view.lastSeq);
  }

  #assign(held: FakeConversation, owner: { operatorId: string; name: string }): void {
    const previous = held.view.assignee?.operatorId ?? null;
    this.#add(held, { kind: "operator", ...owner }, {
      type: "operatorAssigned", operatorId: owner.operatorId, operatorName: owner.name, previousOperatorId: previous,
      decision: null,
    }, null);
    const id = held.view.conversationId;
    const isOwn = owner.operatorId === me.operatorId;
    this.#push("UnassignedChanged", { version: ++this.#unassignedVersion, conversation: null, removedConversationId: id });
    this.#push("InboxChanged", {
      ...this.#noChange(), conversation: isOwn ? held.view : null, removedConversationId: isOwn ? null : id,
    });
  }

  #reply(held: FakeConversation): void {
    const id = held.view.conversationId;
    if (held.view.mode !== "live") return;
    const seen = (): void => {
      const receipts = { ...held.view.receipts, contactDelivered: held.view.lastSeq, contactRead: held.view.lastSeq };
      held.view = { ...held.view, receipts };
      this.#push("ReceiptsAdvanced", { conversationId: id, receipts });
    };
    setTimeout(seen, 1_200);
    setTimeout(() => { this.contactTypes(id); }, 1_800);
    setTimeout(() => { this.contactSays(id, "Wonderful, thank you for the quick help."); }, 4_500);
  }

  #add(held: FakeConversation, author: Author, event: ConversationEvent, commandId: string | null): void {
    const entry: TimelineEntry = {
      seq: held.view.lastSeq + 1, at: new Date().toISOString(), author, commandId, event,
    };
    held.entries.push(entry);
    held.view = foldEntry(held.view, entry, "operator");
    const isPlain = event.type === "messagePosted" || event.type.startsWith("note");
    this.#push("TimelineAdvanced", {
      conversationId: held.view.conversationId, after: entry.seq - 1, upTo: entry.seq, entries: [entry],
      conversation: isPlain ? null : held.view,
    });
  }

  #noChange(): { version: number; conversation: ConversationView | null; removedConversationId: string | null; slots: null; availability: null; mentions: [] } {
    return { version: ++this.#version, conversation: null, removedConversationId: null, slots: null, availability: null, mentions: [] };
  }

  #push(push: keyof OperatorClient, value: unknown): void {
    this.#handlers.get(push)?.(value);
  }
}

function pageOf(held: FakeConversation, after: number | null, before: number | null, limit: number): TimelinePage {
  const all = held.entries;
  const wanted = after !== null ? all.filter(entry => entry.seq > after).slice(0, limit)
    : all.filter(entry => before === null || entry.seq < before).slice(-limit);
  const first = wanted[0]?.seq ?? (after ?? 0) + 1;
  const last = wanted.at(-1)?.seq ?? after ?? 0;
  return {
    conversationId: held.view.conversationId, after: first - 1, upTo: last, entries: wanted,
    isComplete: after !== null ? last >= held.view.lastSeq : first <= 1,
  };
}

function notesOf(held: FakeConversation): NoteList {
  const notes = [...notesNow(held.entries)].flatMap(([noteSeq, note]): Note[] => {
    const added = held.entries.find(entry => entry.seq === noteSeq);
    return note.isDeleted || added === undefined ? [] : [{
      noteSeq, writtenSeq: note.writtenSeq, text: note.text, author: added.author, at: added.at, editedBy: note.editedBy, editedAt: null,
    }];
  });
  return { conversationId: held.view.conversationId, upTo: held.view.lastSeq, notes };
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function done(seq: number): Answer {
  return { seq, at: new Date().toISOString(), rejection: null };
}

function rejected(code: string, reason: string, operatorName: string | null): Answer {
  return { seq: null, at: null, rejection: { code, reason, operatorName } };
}
