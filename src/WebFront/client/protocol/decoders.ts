// Checks what came over the wire before the program believes it. `decode` returns the value typed, or throws a
// DecodeError that names the place. Types are described in a small language of their own, to stay small in bytes:
//   s n b      string, finite number, boolean        Name   another type of this table
//   a|b|c      one of these words                    x[]    a list of x
//   x?         x or null; an absent field is null
// A field is `name:type`; fields are separated by spaces. A union lists its variants by the field `type`.
import type * as wire from "./protocol";

export interface WireTypes {
  Author: wire.Author;
  ConversationEvent: wire.ConversationEvent;
  TimelineEntry: wire.TimelineEntry;
  Receipts: wire.Receipts;
  MessagePreview: wire.MessagePreview;
  Rating: wire.Rating;
  ConversationView: wire.ConversationView;
  Rejection: wire.Rejection;
  Answer: wire.Answer;
  TimelinePage: wire.TimelinePage;
  ConversationSnapshot: wire.ConversationSnapshot;
  TimelineAdvanced: wire.TimelineAdvanced;
  ReceiptsAdvanced: wire.ReceiptsAdvanced;
  TypingShown: wire.TypingShown;
  ConversationBeat: wire.ConversationBeat;
  MessengerChanged: wire.MessengerChanged;
  FeedBeat: wire.FeedBeat;
  InboxChanged: wire.InboxChanged;
  UnassignedChanged: wire.UnassignedChanged;
  SignedOut: wire.SignedOut;
  ContactView: wire.ContactView;
  ChatSlots: wire.ChatSlots;
  OperatorView: wire.OperatorView;
  OperatorName: wire.OperatorName;
  OperatorGroupView: wire.OperatorGroupView;
  TopicView: wire.TopicView;
  MacroView: wire.MacroView;
  WidgetView: wire.WidgetView;
  AccountView: wire.AccountView;
  MessengerSnapshot: wire.MessengerSnapshot;
  InboxSnapshot: wire.InboxSnapshot;
  SignedIn: wire.SignedIn;
  SetupState: wire.SetupState;
  WidgetSession: wire.WidgetSession;
  Problem: wire.Problem;
}

export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

const status = "new|open|pending|ended";

const records: Record<string, string> = {
  Author: "kind:contact|operator|system operatorId:s? name:s?",
  RoutingCandidate: "operatorId:s freeSlots:n speaksLanguage:b isSticky:b lastLiveAt:s?",
  RoutingDecision: "operatorId:s candidates:RoutingCandidate[] "
    + "rule:sticky|language|mostFreeSlots|longestSinceLastLive|operatorId|assignedOperator",
  TimelineEntry: "seq:n at:s author:Author commandId:s? event:ConversationEvent",
  Receipts: "contactDelivered:n contactRead:n operatorDelivered:n operatorRead:n",
  MessagePreview: "text:s author:Author at:s",
  Rating: "stars:n words:s?",
  ConversationView: "conversationId:s contactId:s contactNumber:n contactName:s? "
    + `status:${status} mode:live|asynchronous assignee:OperatorName? contactIsPresent:b subject:s? topics:s[] `
    + "locale:s widgetId:s groupId:s createdAt:s lastActivityAt:s lastSeq:n preview:MessagePreview? "
    + "unansweredSince:s? unread:n receipts:Receipts rating:Rating?",
  Rejection: "code:s reason:s operatorName:s?",
  Answer: "seq:n? at:s? rejection:Rejection?",
  TimelinePage: "conversationId:s after:n upTo:n entries:TimelineEntry[] isComplete:b",
  ConversationSnapshot: "conversation:ConversationView? page:TimelinePage? rejection:Rejection?",
  TimelineAdvanced: "conversationId:s after:n upTo:n entries:TimelineEntry[] conversation:ConversationView?",
  ReceiptsAdvanced: "conversationId:s receipts:Receipts",
  TypingShown: "conversationId:s author:Author",
  ConversationBeat: "conversationId:s lastSeq:n receipts:Receipts",
  MessengerChanged: "version:n conversation:ConversationView? contact:ContactView? widgetIsAnswered:b?",
  FeedBeat: "version:n",
  InboxChanged: "version:n conversation:ConversationView? removedConversationId:s? slots:ChatSlots? "
    + "availability:online|away?",
  UnassignedChanged: "version:n conversation:ConversationView? removedConversationId:s?",
  SignedOut: "reason:s",
  ContactView: "contactId:s number:n name:s? email:s? phone:s? company:s? locale:s? isPresent:b createdAt:s "
    + "lastSeenAt:s? customData:s? visits:n conversations:n",
  ChatSlots: "running:n maximum:n",
  OperatorView: "operatorId:s name:s email:s role:owner|admin|agent groups:s[] languages:s[] slotsMax:n",
  OperatorName: "operatorId:s name:s",
  OperatorGroupView: "groupId:s name:s",
  TopicView: "topicId:s name:s",
  MacroView: "macroId:s name:s text:s",
  WidgetText: "language:s greeting:s intro:s",
  WidgetView: "widgetId:s widgetKey:s name:s groupId:s accountName:s accent:s position:left|right "
    + "texts:WidgetText[] allowedOrigins:s[]",
  AccountView: "accountId:s name:s operators:OperatorName[] groups:OperatorGroupView[] topics:TopicView[] "
    + "macros:MacroView[] widgets:WidgetView[]",
  MessengerSnapshot: "version:n contact:ContactView widget:WidgetView widgetIsAnswered:b "
    + "conversations:ConversationView[]",
  InboxSnapshot: "version:n unassignedVersion:n account:AccountView me:OperatorView availability:online|away "
    + "isFirstVisit:b slots:ChatSlots mine:ConversationView[] unassigned:ConversationView[]",
  SignedIn: "me:OperatorView accountName:s antiForgeryToken:s",
  SetupState: "isNeeded:b",
  WidgetSession: "token:s contactId:s widget:WidgetView",
  Problem: "type:s title:s status:n code:s reason:s?",
};

const unions: Record<string, Record<string, string>> = {
  ConversationEvent: {
    conversationStarted: "widgetId:s locale:s",
    messagePosted: "text:s",
    noteAdded: "text:s",
    operatorAssigned: "operatorId:s operatorName:s previousOperatorId:s? decision:RoutingDecision?",
    wentLive: "operatorId:s operatorName:s",
    turnedAsynchronous: "reason:contactLeft|operatorLeft|operatorAway|noMessages|reassigned",
    statusChanged: `status:${status}`,
    conversationEnded: "",
    conversationReopened: "",
    conversationRated: "stars:n words:s?",
  },
};

type Check = (value: unknown, place: string) => void;

const checks = new Map<string, Check>();

export function decode<K extends keyof WireTypes>(name: K, value: unknown): WireTypes[K] {
  checkOf(name)(value, name);
  return value as WireTypes[K];
}

function checkOf(type: string): Check {
  let check = checks.get(type);
  if (check === undefined) {
    check = compile(type);
    checks.set(type, check);
  }
  return check;
}

function compile(type: string): Check {
  if (type.endsWith("?")) {
    const inner = type.slice(0, -1);
    return (value, place) => { if (value !== null) checkOf(inner)(value, place); };
  }
  if (type.endsWith("[]")) {
    const inner = type.slice(0, -2);
    return (value, place) => {
      if (!Array.isArray(value)) fail(place, "a list");
      const check = checkOf(inner);
      (value as unknown[]).forEach((item, index) => { check(item, `${place}[${String(index)}]`); });
    };
  }
  const variants = unions[type];
  if (variants !== undefined) return unionOf(type, variants);
  const fields = records[type];
  if (fields !== undefined) return recordOf(fields);
  if (type === "s") return (value, place) => { if (typeof value !== "string") fail(place, "a string"); };
  if (type === "n") return (value, place) => { if (!Number.isFinite(value)) fail(place, "a number"); };
  if (type === "b") return (value, place) => { if (typeof value !== "boolean") fail(place, "a boolean"); };
  const words = type.split("|");
  return (value, place) => {
    if (typeof value !== "string" || !words.includes(value)) fail(place, `one of ${type}`);
  };
}

function recordOf(description: string): Check {
  const fields = description === "" ? [] : description.split(" ").map(field => {
    const colon = field.indexOf(":");
    return { name: field.slice(0, colon), type: field.slice(colon + 1) };
  });
  return (value, place) => {
    const record = objectOf(value, place);
    for (const { name, type } of fields) {
      if (record[name] === undefined && type.endsWith("?")) record[name] = null;
      checkOf(type)(record[name], `${place}.${name}`);
    }
  };
}

function unionOf(type: string, variants: Record<string, string>): Check {
  const compiled = new Map(Object.entries(variants).map(([word, fields]) => [word, recordOf(fields)]));
  return (value, place) => {
    const variant = compiled.get(String(objectOf(value, place)["type"]));
    if (variant === undefined) fail(`${place}.type`, `a ${type}`);
    else variant(value, place);
  };
}

function objectOf(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(place, "an object");
  return value as Record<string, unknown>;
}

function fail(place: string, expected: string): never {
  throw new DecodeError(`${place} is not ${expected}`);
}
