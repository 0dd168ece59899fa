// The wire of Message Center: what the hubs and the REST endpoints say. Property names are camelCase, ids are
// lower-case UUID strings, times are ISO 8601 UTC strings with milliseconds, seq numbers count 1, 2, 3 … in a conversation.

export type AccountId = string;
export type OperatorId = string;
export type OperatorGroupId = string;
export type WidgetId = string;
export type TopicId = string;
export type MacroId = string;
export type ContactId = string;
export type ConversationId = string;
/** Made by the client, once per intent; the same on every retry. */
export type CommandId = string;

export type ConversationStatus = "new" | "open" | "pending" | "ended";
export type ConversationMode = "live" | "asynchronous";
export type Availability = "online" | "away";
export type OperatorRole = "owner" | "admin" | "agent";
export type AuthorKind = "contact" | "operator" | "system";

export interface Author {
  kind: AuthorKind;
  operatorId: OperatorId | null;
  /** The operator's display name when she wrote; null for contact and system. */
  name: string | null;
}

// ---- timeline ------------------------------------------------------------------------------------------------------

export type AsynchronousReason =
  | "contactLeft" | "operatorLeft" | "operatorAway" | "noMessages" | "reassigned";

export type RoutingRule = "sticky" | "language" | "mostFreeSlots" | "longestSinceLastLive" | "operatorId" | "assignedOperator";

export interface RoutingCandidate {
  operatorId: OperatorId;
  freeSlots: number;
  speaksLanguage: boolean;
  isSticky: boolean;
  lastLiveAt: string | null;
}

export interface RoutingDecision {
  operatorId: OperatorId;
  rule: RoutingRule;
  candidates: RoutingCandidate[];
}

/** `noteAdded` and the `decision` of `operatorAssigned` never reach a contact. */
export type ConversationEvent =
  | { type: "conversationStarted"; widgetId: WidgetId; locale: string }
  | { type: "messagePosted"; text: string }
  | { type: "noteAdded"; text: string }
  | { type: "operatorAssigned"; operatorId: OperatorId; operatorName: string; previousOperatorId: OperatorId | null;
      decision: RoutingDecision | null }
  | { type: "wentLive"; operatorId: OperatorId; operatorName: string }
  | { type: "turnedAsynchronous"; reason: AsynchronousReason }
  | { type: "statusChanged"; status: ConversationStatus }
  | { type: "conversationEnded" }
  | { type: "conversationReopened" }
  | { type: "conversationRated"; stars: number; words: string | null };

export interface TimelineEntry {
  seq: number;
  at: string;
  author: Author;
  /** The id of the command that caused it: a client finds its own pending message by it. */
  commandId: CommandId | null;
  event: ConversationEvent;
}

/** How far each side has received and read, as seq. Each number only rises. */
export interface Receipts {
  contactDelivered: number;
  contactRead: number;
  operatorDelivered: number;
  operatorRead: number;
}

export interface MessagePreview { text: string; author: Author; at: string }

export interface Rating { stars: number; words: string | null }

/** The head of a conversation, for the reader who asked (contact or operator). */
export interface ConversationView {
  conversationId: ConversationId;
  contactId: ContactId;
  /** "Visitor 81" is shown where contactName is null. */
  contactNumber: number;
  contactName: string | null;
  status: ConversationStatus;
  mode: ConversationMode;
  assignee: { operatorId: OperatorId; name: string } | null;
  contactIsPresent: boolean;
  subject: string | null;
  topics: TopicId[];
  locale: string;
  widgetId: WidgetId;
  groupId: OperatorGroupId;
  createdAt: string;
  lastActivityAt: string;
  lastSeq: number;
  preview: MessagePreview | null;
  /** Since when the contact waits for an answer; null when the last word is an operator's. */
  unansweredSince: string | null;
  /** Messages of the other side after the asking side's `read` receipt; counted up to 100. */
  unread: number;
  receipts: Receipts;
  rating: Rating | null;
}

// ---- answers -------------------------------------------------------------------------------------------------------

/** `code` is the class (validation, not_found, conflict, forbidden, gone, too_large, rate_limited, unavailable), `reason`
 *  the rule, camelCase (textIsEmpty, conversationIsTaken, …). `operatorName` is set where another operator is the reason. */
export interface Rejection { code: string; reason: string; operatorName: string | null }

/** Exactly one of (seq, at) and rejection is set. A repeated command gets the same answer. */
export interface Answer { seq: number | null; at: string | null; rejection: Rejection | null }

/** Entries with after < seq <= upTo that this reader may see. `isComplete` is false when more follow (or precede, for `before`). */
export interface TimelinePage { conversationId: ConversationId; after: number; upTo: number; entries: TimelineEntry[]; isComplete: boolean }

/** Answer of WatchConversation; conversation and page are null when rejected. */
export interface ConversationSnapshot { conversation: ConversationView | null; page: TimelinePage | null; rejection: Rejection | null }

// ---- pushes (server to client). A push is a hint: a hole (after > own upTo) means ReadTimeline / Watch again ---------

/** Entries visible to this reader. Apply when `after` <= own upTo, then own upTo = max(own, upTo). `conversation` is set
 *  when something other than messages changed; for plain messages the client folds preview, unread and times itself. */
export interface TimelineAdvanced {
  conversationId: ConversationId; after: number; upTo: number; entries: TimelineEntry[]; conversation: ConversationView | null;
}
export interface ReceiptsAdvanced { conversationId: ConversationId; receipts: Receipts }
export interface TypingShown { conversationId: ConversationId; author: Author }
/** Every 15 s in each watched conversation: proves that no push was lost. */
export interface ConversationBeat { conversationId: ConversationId; lastSeq: number; receipts: Receipts }

/** Feed of a contact: a conversation of hers began or changed, or her profile did. A version jump by more than 1 means Hello again. */
export interface MessengerChanged { version: number; conversation: ConversationView | null; contact: ContactView | null; widgetIsAnswered: boolean | null }
export interface FeedBeat { version: number }

/** Feed of an operator: Mine, slots and availability. A version jump by more than 1 means Hello again. */
export interface InboxChanged {
  version: number;
  conversation: ConversationView | null;
  removedConversationId: ConversationId | null;
  slots: ChatSlots | null;
  availability: Availability | null;
}
/** Feed of the account's unassigned conversations. */
export interface UnassignedChanged { version: number; conversation: ConversationView | null; removedConversationId: ConversationId | null }
export interface SignedOut { reason: string }

export interface WidgetClient {
  TimelineAdvanced: TimelineAdvanced;
  ReceiptsAdvanced: ReceiptsAdvanced;
  TypingShown: TypingShown;
  ConversationBeat: ConversationBeat;
  MessengerChanged: MessengerChanged;
  MessengerBeat: FeedBeat;
  SignedOut: SignedOut;
}
export interface OperatorClient {
  TimelineAdvanced: TimelineAdvanced;
  ReceiptsAdvanced: ReceiptsAdvanced;
  TypingShown: TypingShown;
  ConversationBeat: ConversationBeat;
  InboxChanged: InboxChanged;
  InboxBeat: FeedBeat;
  UnassignedChanged: UnassignedChanged;
  UnassignedBeat: FeedBeat;
  SignedOut: SignedOut;
}

// ---- commands and reads (client to server); every hub method takes exactly one argument ------------------------------

export interface Hello { locale: string }
export interface StartConversation { conversationId: ConversationId; commandId: CommandId; text: string; locale: string }
export interface PostMessage { conversationId: ConversationId; commandId: CommandId; text: string }
export interface AddNote { conversationId: ConversationId; commandId: CommandId; text: string }
/** expectedAssignee: null for "Assign to me"; the shown owner for "Take over". Another owner by now: conflict/conversationIsTaken. */
export interface AssignConversation { conversationId: ConversationId; commandId: CommandId; expectedAssignee: OperatorId | null }
export interface EndConversation { conversationId: ConversationId; commandId: CommandId }
export interface SetStatus { conversationId: ConversationId; commandId: CommandId; status: "open" | "pending" }
export interface RateConversation { conversationId: ConversationId; commandId: CommandId; stars: number; words: string | null }
/** after: the last seq the client holds; null: the newest page (50 entries). */
export interface WatchConversation { conversationId: ConversationId; after: number | null }
export interface UnwatchConversation { conversationId: ConversationId }
/** Either after (forward) or before (backward, exclusive); limit 1–200. */
export interface ReadTimeline { conversationId: ConversationId; after: number | null; before: number | null; limit: number }
export interface MarkRead { conversationId: ConversationId; upTo: number }
export interface MarkDelivered { conversationId: ConversationId; upTo: number }
export interface Typing { conversationId: ConversationId }
export interface SetAvailability { commandId: CommandId; availability: Availability }
export interface ReadContact { contactId: ContactId }
/** null leaves a field as it is; "" clears it. */
export interface SetContactInfo { commandId: CommandId; name: string | null; email: string | null; phone: string | null; company: string | null }
/** A flat or nested JSON object: at most 50 keys, depth 5, 8,192 characters. */
export interface SetCustomData { commandId: CommandId; data: string }

/** hub method -> [argument, result] */
export interface WidgetHub {
  Hello: [Hello, MessengerSnapshot];
  StartConversation: [StartConversation, Answer];
  PostMessage: [PostMessage, Answer];
  EndConversation: [EndConversation, Answer];
  RateConversation: [RateConversation, Answer];
  WatchConversation: [WatchConversation, ConversationSnapshot];
  UnwatchConversation: [UnwatchConversation, void];
  ReadTimeline: [ReadTimeline, TimelinePage | null];
  MarkDelivered: [MarkDelivered, void];
  MarkRead: [MarkRead, void];
  Typing: [Typing, void];
  SetContactInfo: [SetContactInfo, Answer];
  SetCustomData: [SetCustomData, Answer];
}
export interface OperatorHub {
  Hello: [Hello, InboxSnapshot];
  SetAvailability: [SetAvailability, Answer];
  PostMessage: [PostMessage, Answer];
  AddNote: [AddNote, Answer];
  AssignConversation: [AssignConversation, Answer];
  EndConversation: [EndConversation, Answer];
  SetStatus: [SetStatus, Answer];
  WatchConversation: [WatchConversation, ConversationSnapshot];
  UnwatchConversation: [UnwatchConversation, void];
  ReadTimeline: [ReadTimeline, TimelinePage | null];
  MarkDelivered: [MarkDelivered, void];
  MarkRead: [MarkRead, void];
  Typing: [Typing, void];
  ReadContact: [ReadContact, ContactView | null];
}

// ---- views ---------------------------------------------------------------------------------------------------------

export interface ContactView {
  contactId: ContactId; number: number; name: string | null; email: string | null; phone: string | null; company: string | null;
  locale: string | null; isPresent: boolean; createdAt: string; lastSeenAt: string | null; customData: string | null;
  visits: number; conversations: number;
}
export interface ChatSlots { running: number; maximum: number }
export interface OperatorView {
  operatorId: OperatorId; name: string; email: string; role: OperatorRole; groups: OperatorGroupId[]; languages: string[]; slotsMax: number;
}
export interface OperatorName { operatorId: OperatorId; name: string }
export interface OperatorGroupView { groupId: OperatorGroupId; name: string }
export interface TopicView { topicId: TopicId; name: string }
export interface MacroView { macroId: MacroId; name: string; text: string }
export interface WidgetView {
  widgetId: WidgetId; widgetKey: string; name: string; groupId: OperatorGroupId; accountName: string; accent: string; position: "left" | "right";
  /** Keyed by language ("en", "de"): greeting, intro. */
  texts: { language: string; greeting: string; intro: string }[];
  allowedOrigins: string[];
}
export interface AccountView {
  accountId: AccountId; name: string; operators: OperatorName[]; groups: OperatorGroupView[]; topics: TopicView[]; macros: MacroView[]; widgets: WidgetView[];
}

export interface MessengerSnapshot {
  version: number;
  contact: ContactView;
  widget: WidgetView;
  /** True when an operator of the widget's group is online now. */
  widgetIsAnswered: boolean;
  /** Newest activity first, at most 50, ended ones included. */
  conversations: ConversationView[];
}
export interface InboxSnapshot {
  version: number;
  unassignedVersion: number;
  account: AccountView;
  me: OperatorView;
  availability: Availability;
  /** True until the operator has used the switch once: shows the first-visit card. */
  isFirstVisit: boolean;
  slots: ChatSlots;
  mine: ConversationView[];
  unassigned: ConversationView[];
}

// ---- REST ----------------------------------------------------------------------------------------------------------

/** POST /api/sign-in; 200 SignedIn, 401 unauthenticated, 429 rate_limited. Sets the cookie __Host-messagecenter (Secure) or, on plain http, messagecenter. */
export interface SignIn { email: string; password: string; stayingSignedIn: boolean }
/** GET /api/me: 200 SignedIn or 401. Writes need the header X-Anti-Forgery with antiForgeryToken. */
export interface SignedIn { me: OperatorView; accountName: string; antiForgeryToken: string }
/** GET /api/setup */
export interface SetupState { isNeeded: boolean }
/** POST /api/setup: only while no account exists; signs the owner in; 409 setupIsDone. */
export interface SetUp { accountName: string; name: string; email: string; password: string }
/** POST /widget/session: token null for a new contact. The token goes to the hub as access_token. */
export interface OpenWidgetSession { widgetKey: string; token: string | null; locale: string }
export interface WidgetSession { token: string; contactId: ContactId; widget: WidgetView }
/** application/problem+json */
export interface Problem { type: string; title: string; status: number; code: string; reason: string | null }
