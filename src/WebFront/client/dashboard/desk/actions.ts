// What an operator does to a conversation or to herself beside writing. These are answered while she watches, so they
// are not queued: a broken connection is said at once, and pressing again is safe.
import { newId } from "../../connection/commandId";
import type {
  Answer, Availability, CommandId, ContactField, ContactId, ContactView, ConversationId, ConversationView, OperatorId,
} from "../../protocol/protocol";
import { withAvailability } from "../../state/inbox/inboxState";
import type { Store } from "../store";
import type { OperatorConnection } from "./desk";
import { noticeOf, withBusy, withContact, withNotes, withNotice, withVisits, type DeskState, type Notice } from "./deskState";
import type { Watcher } from "./watcher";

/** A field that every contact has, or one of the account's own. */
export type ProfileField =
  | { readonly kind: "own"; readonly name: ContactField }
  | { readonly kind: "custom"; readonly name: string };

/** An operator or a group, by its id. */
export interface ForwardTarget { readonly kind: "operator" | "group"; readonly id: string }

const typingPauseMilliseconds = 1_000;

export class Actions {
  readonly #store: Store<DeskState>;
  readonly #connection: OperatorConnection;
  readonly #watcher: Watcher;
  readonly #typedAt = new Map<ConversationId, number>();
  #visitsAsked = 0;
  readonly #unanswered = new Map<string, CommandId>();

  constructor(store: Store<DeskState>, connection: OperatorConnection, watcher: Watcher) {
    this.#store = store;
    this.#connection = connection;
    this.#watcher = watcher;
  }

  /** "Assign to me" where nobody has it, "Take over" where the shown owner has it. */
  assign(head: ConversationView): Promise<boolean> {
    const expectedAssignee: OperatorId | null = head.assignee?.operatorId ?? null;
    return this.#do(head.conversationId, commandId => this.#connection.invoke("AssignConversation", {
      conversationId: head.conversationId, commandId, expectedAssignee,
    }));
  }

  /** Hands it on from the owner shown. Answers why it was refused; null: it was. */
  forward(head: ConversationView, to: ForwardTarget, comment: string): Promise<string | null> {
    const { conversationId } = head;
    const said = { conversationId, comment: comment.trim() === "" ? null : comment, expectedAssignee: head.assignee?.operatorId ?? null };
    return this.#once(`${conversationId} ${JSON.stringify(to)} ${comment}`, commandId => to.kind === "operator"
      ? this.#connection.invoke("ForwardToOperator", { ...said, commandId, operatorId: to.id })
      : this.#connection.invoke("ForwardToGroup", { ...said, commandId, groupId: to.id }));
  }

  end(conversationId: ConversationId): Promise<boolean> {
    return this.#do(conversationId, commandId =>
      this.#connection.invoke("EndConversation", { conversationId, commandId }));
  }

  setStatus(conversationId: ConversationId, status: "open" | "pending"): Promise<boolean> {
    return this.#do(conversationId, commandId =>
      this.#connection.invoke("SetStatus", { conversationId, commandId, status }));
  }

  /** A typed command, "$name Anna". Answers why it was refused; null: it was carried out. */
  runCommand(conversationId: ConversationId, text: string): Promise<string | null> {
    return this.#once(`${conversationId} ${text}`, commandId =>
      this.#connection.invoke("RunCommand", { conversationId, commandId, text }));
  }

  /** Answers why it was refused; null: the note says this now. */
  editNote(conversationId: ConversationId, noteSeq: number, expectedSeq: number, text: string): Promise<string | null> {
    return this.#once(`${conversationId} ${noteSeq} ${text}`, commandId =>
      this.#connection.invoke("EditNote", { conversationId, commandId, noteSeq, expectedSeq, text }));
  }

  /** What is known of the contact. Answers why it was refused; null: the field says this now. */
  editContact(conversationId: ConversationId, field: ProfileField, value: string | null, expected: string | null): Promise<string | null> {
    const said = { conversationId, value, expected };
    return this.#once(`${conversationId} ${field.kind} ${field.name} ${value ?? ""}`, commandId => field.kind === "own"
      ? this.#connection.invoke("EditContactField", { ...said, commandId, field: field.name })
      : this.#connection.invoke("EditCustomField", { ...said, commandId, key: field.name }));
  }

  deleteNote(conversationId: ConversationId, noteSeq: number): Promise<string | null> {
    return this.#once(`${conversationId} ${noteSeq}`, commandId =>
      this.#connection.invoke("DeleteNote", { conversationId, commandId, noteSeq }));
  }

  async readNotes(conversationId: ConversationId): Promise<void> {
    try {
      const notes = await this.#connection.invoke("ReadNotes", { conversationId });
      this.#store.update(state => withNotes(state, conversationId, notes ?? "failed"));
    } catch {
      this.#store.update(state => withNotes(state, conversationId, "failed"));
    }
  }

  /** Without an answer nobody knows whether it was done: the next try of the same is the same command. */
  async #once(key: string, call: (commandId: CommandId) => Promise<Answer>): Promise<string | null> {
    const commandId = this.#unanswered.get(key) ?? newId();
    this.#unanswered.set(key, commandId);
    try {
      const { rejection } = await call(commandId);
      if (rejection?.code === "unavailable" || rejection?.code === "rate_limited") return "unavailable";
      this.#unanswered.delete(key);
      return rejection?.reason ?? null;
    } catch {
      return "unavailable";
    }
  }

  /** A command that nobody typed: a notice says why it was refused. */
  async runWithNotice(conversationId: ConversationId, text: string): Promise<void> {
    this.#store.update(state => withBusy(withNotice(state, conversationId, null), conversationId, true));
    const reason = await this.runCommand(conversationId, text);
    if (reason !== null) this.#notice(conversationId, { kind: "command", command: text, reason });
    this.#store.update(state => withBusy(state, conversationId, false));
  }

  /** The switch moves at once, and back when the server refuses. */
  async setAvailability(availability: Availability): Promise<void> {
    const before = this.#store.state.inbox;
    if (before === null) return;
    this.#show(availability);
    try {
      const answer = await this.#connection.invoke("SetAvailability", { commandId: newId(), availability });
      if (answer.rejection !== null) this.#show(before.availability);
    } catch {
      this.#show(before.availability);
    }
  }

  /** `isNote`: what she types is for operators alone, and the contact does not hear of it. */
  typing(conversationId: ConversationId, isNote: boolean): void {
    const now = Date.now();
    if (now - (this.#typedAt.get(conversationId) ?? 0) < typingPauseMilliseconds) return;
    this.#typedAt.set(conversationId, now);
    this.#connection.invoke("Typing", { conversationId, isNote, text: null }).catch(() => {
      // A hint: losing it costs nothing.
    });
  }

  async seeMentions(conversationId: ConversationId): Promise<void> {
    try {
      await this.#connection.invoke("SeeMentions", { conversationId });
    } catch {
      // They stay in the list until it is said again.
    }
  }

  /** Answers what is known now; null: it could not be read. */
  async readContact(contactId: ContactId): Promise<ContactView | null> {
    try {
      const contact = await this.#connection.invoke("ReadContact", { contactId });
      this.#store.update(state => withContact(state, contactId, contact ?? "failed"));
      return contact;
    } catch {
      this.#store.update(state => state.contacts.has(contactId) ? state : withContact(state, contactId, "failed"));
      return null;
    }
  }

  /** Of several answers under way only the one that was asked for last counts. */
  async readVisits(contactId: ContactId): Promise<void> {
    const number = this.#visitsAsked += 1;
    try {
      const visits = await this.#connection.invoke("ReadVisits", { contactId });
      if (number === this.#visitsAsked) this.#store.update(state => withVisits(state, contactId, { visits, readAt: Date.now() }));
    } catch {
      this.#store.update(state => state.visits.has(contactId) ? state : withVisits(state, contactId, "failed"));
    }
  }

  dismissNotice(conversationId: ConversationId): void {
    this.#notice(conversationId, null);
  }

  #show(availability: Availability): void {
    this.#store.update(state => state.inbox === null
      ? state : { ...state, inbox: withAvailability(state.inbox, availability) });
  }

  async #do(id: ConversationId, call: (commandId: string) => Promise<Answer>): Promise<boolean> {
    this.#store.update(state => withBusy(withNotice(state, id, null), id, true));
    try {
      const answer = await call(newId());
      if (answer.rejection === null) return true;
      this.#notice(id, noticeOf(answer.rejection));
      // Whatever refused it is news that this screen has not got yet.
      this.#watcher.fill(id);
      return false;
    } catch {
      this.#notice(id, { kind: "unavailable" });
      return false;
    } finally {
      this.#store.update(state => withBusy(state, id, false));
    }
  }

  #notice(id: ConversationId, notice: Notice | null): void {
    this.#store.update(state => withNotice(state, id, notice));
  }
}
