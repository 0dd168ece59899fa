// Which wire type each hub method answers with and each push carries, so that everything from the hub is decoded.
import type { WireTypes } from "../protocol/decoders";
import type { OperatorClient, OperatorHub, WidgetClient, WidgetHub } from "../protocol/protocol";

type NameOf<T> = { [K in keyof WireTypes]: [T] extends [WireTypes[K]] ? ([WireTypes[K]] extends [T] ? K : never) : never }[keyof WireTypes];

/** null: the method answers nothing. A name with "?": the answer may be null. */
type ResultName<T> = [T] extends [void] ? null
  : [null] extends [T] ? `${NameOf<Exclude<T, null>>}?` : NameOf<T>;

export type HubMethods = object;

/** A hub method's argument and result, as written in the protocol: `[argument, result]`. */
export type ArgumentOf<Hub, M extends keyof Hub> = Hub[M] extends [infer A, unknown] ? A : never;
export type ResultOf<Hub, M extends keyof Hub> = Hub[M] extends [unknown, infer R] ? R : never;

export interface HubContract<Hub extends HubMethods, Client extends object> {
  readonly results: { readonly [M in keyof Hub]: ResultName<ResultOf<Hub, M>> };
  readonly pushes: { readonly [P in keyof Client]: NameOf<Client[P]> };
}

export const widgetContract: HubContract<WidgetHub, WidgetClient> = {
  results: {
    Hello: "MessengerSnapshot",
    StartConversation: "Answer",
    PostMessage: "Answer",
    EndConversation: "Answer",
    RateConversation: "Answer",
    WatchConversation: "ConversationSnapshot",
    UnwatchConversation: null,
    ReadTimeline: "TimelinePage?",
    MarkDelivered: null,
    MarkRead: null,
    Typing: null,
    SetContactInfo: "Answer",
    SetCustomData: "Answer",
    ShareLocation: "Answer",
    EnterPage: "Answer",
    LeavePage: null,
  },
  pushes: {
    TimelineAdvanced: "TimelineAdvanced",
    ReceiptsAdvanced: "ReceiptsAdvanced",
    TypingShown: "TypingShown",
    ConversationBeat: "ConversationBeat",
    MessengerChanged: "MessengerChanged",
    MessengerBeat: "FeedBeat",
    SignedOut: "SignedOut",
  },
};

export const operatorContract: HubContract<OperatorHub, OperatorClient> = {
  results: {
    Hello: "InboxSnapshot",
    SetAvailability: "Answer",
    PostMessage: "Answer",
    AddNote: "Answer",
    EditNote: "Answer",
    DeleteNote: "Answer",
    ReadNotes: "NoteList?",
    ReadTargetLanguages: "TargetLanguages?",
    ReadTranslations: "TranslationList?",
    EditContactField: "Answer",
    EditCustomField: "Answer",
    AssignConversation: "Answer",
    ForwardToOperator: "Answer",
    ForwardToGroup: "Answer",
    EndConversation: "Answer",
    SetStatus: "Answer",
    RunCommand: "Answer",
    WatchConversation: "ConversationSnapshot",
    UnwatchConversation: null,
    ReadTimeline: "TimelinePage?",
    MarkDelivered: null,
    MarkRead: null,
    Typing: null,
    ViewConversation: null,
    SeeMentions: "Answer",
    ReadContact: "ContactView?",
    ReadVisits: "VisitsView?",
  },
  pushes: {
    TimelineAdvanced: "TimelineAdvanced",
    ReceiptsAdvanced: "ReceiptsAdvanced",
    TypingShown: "TypingShown",
    ViewersShown: "ViewersShown",
    ProfileChanged: "ProfileChanged",
    VisitsChanged: "VisitsChanged",
    ConversationBeat: "ConversationBeat",
    InboxChanged: "InboxChanged",
    InboxBeat: "FeedBeat",
    UnassignedChanged: "UnassignedChanged",
    UnassignedBeat: "FeedBeat",
    SignedOut: "SignedOut",
  },
};
