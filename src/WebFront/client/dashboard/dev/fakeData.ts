// Development only: a made-up shop with conversations in every state that the desk can show.
import type {
  AccountView, Author, ContactView, ConversationEvent, ConversationView, InboxSnapshot, TimelineEntry, VisitsView,
} from "../../protocol/protocol";
import { me, scene } from "./fakeServer";

export interface FakeConversation { view: ConversationView; entries: TimelineEntry[]; contact: ContactView }

const omar = { operatorId: "00000000-0000-4000-8000-00000000000b", name: "Omar Haddad" };
const ada = { operatorId: "00000000-0000-4000-8000-00000000000c", name: "Ada Novak" };
const own = { operatorId: me.operatorId, name: me.name };
export const contactAuthor: Author = { kind: "contact", operatorId: null, name: null };
const system: Author = { kind: "system", operatorId: null, name: null };
const by = (person: { operatorId: string; name: string }): Author => ({ kind: "operator", ...person });

export const account: AccountView = {
  accountId: "a1", name: "Demo Shop", operators: [own, omar, ada], groups: [{ groupId: "g1", name: "Sales" }],
  topics: [{ topicId: "t1", name: "Delivery" }, { topicId: "t2", name: "Returns" }, { topicId: "t3", name: "Payment" }],
  integrations: ["Shop system"], customFields: [{ key: "plan", label: "Plan", kind: "choice", choices: ["Basic", "Plus"] }],
  macros: [
    { macroId: "m1", name: "hello", text: "Hello {contact.name|there}, this is {operator.name}.", groups: [], variants: [] },
    { macroId: "m2", name: "delivery", text: "Parcels take one to three days.\n$topic Delivery", groups: [], variants: [] },
  ],
  widgets: [{
    widgetId: "w1", widgetKey: "demo", name: "Shop chat", groupId: "g1", accountName: "Demo Shop", accent: "#4a55d9",
    position: "right", texts: [], allowedOrigins: [], isPrivate: false, hasLivePreview: true,
  }],
};

const minute = 60_000;
const started = Date.now();
const ago = (minutes: number): string => new Date(started - minutes * minute).toISOString();

interface Sketch {
  id: string; number: number; name: string | null; owner: typeof own | null; live?: boolean; present?: boolean;
  status?: ConversationView["status"]; topics?: string[]; locale?: string; email?: string; customData?: object;
  read?: number; contactRead?: number; events: [minutesAgo: number, author: Author, event: ConversationEvent][];
}

const says = (text: string): ConversationEvent => ({ type: "messagePosted", text, attachments: [], translation: null });
const begins = (locale = "en"): ConversationEvent => ({ type: "conversationStarted", widgetId: "w1", locale });
const joins = (person: typeof own, previous: typeof own | null = null): ConversationEvent => ({
  type: "operatorAssigned", operatorId: person.operatorId, operatorName: person.name,
  previousOperatorId: previous?.operatorId ?? null,
  decision: previous !== null ? null : {
    operatorId: person.operatorId, rule: "mostFreeSlots", candidates: [
      { operatorId: own.operatorId, freeSlots: 2, speaksLanguage: true, isSticky: false, lastLiveAt: ago(200) },
      { operatorId: omar.operatorId, freeSlots: 1, speaksLanguage: true, isSticky: false, lastLiveAt: ago(20) },
    ], groupId: null,
  },
});
const live = (person: typeof own): ConversationEvent => ({
  type: "wentLive", operatorId: person.operatorId, operatorName: person.name,
});

function build(sketch: Sketch): FakeConversation {
  const entries = sketch.events.map(([minutes, author, event], index): TimelineEntry => ({
    seq: index + 1, at: ago(minutes), author, commandId: `${sketch.id}-${String(index)}`, event,
  }));
  const words = entries.flatMap(entry => entry.event.type === "messagePosted" ? [{ ...entry, text: entry.event.text }] : []);
  const last = words.at(-1);
  const lastAnswer = words.findLast(entry => entry.author.kind === "operator")?.seq ?? 0;
  const firstOpen = words.find(entry => entry.author.kind === "contact" && entry.seq > lastAnswer);
  const read = sketch.read ?? entries.length;
  const rating = entries.findLast(entry => entry.event.type === "conversationRated");
  const view: ConversationView = {
    conversationId: sketch.id, contactId: `c-${sketch.id}`, contactNumber: sketch.number, contactName: sketch.name,
    status: sketch.status ?? "open", mode: sketch.live === true ? "live" : "asynchronous",
    assignee: sketch.owner, contactIsPresent: sketch.present ?? sketch.live ?? false, subject: null,
    topics: sketch.topics ?? [], locale: sketch.locale ?? "en", widgetId: "w1", groupId: "g1",
    createdAt: entries[0]?.at ?? ago(1), lastActivityAt: entries.at(-1)?.at ?? ago(1), lastSeq: entries.length,
    preview: last === undefined ? null : { text: last.text, author: last.author, at: last.at },
    unansweredSince: sketch.status === "ended" ? null : firstOpen?.at ?? null,
    unread: words.filter(entry => entry.author.kind === "contact" && entry.seq > read).length,
    receipts: {
      contactDelivered: entries.length, contactRead: sketch.contactRead ?? entries.length, operatorDelivered: read,
      operatorRead: read,
    },
    rating: rating?.event.type === "conversationRated"
      ? { stars: rating.event.stars, words: rating.event.words } : null,
  };
  return {
    view, entries, contact: {
      contactId: view.contactId, number: sketch.number, name: sketch.name, email: sketch.email ?? null, phone: null,
      company: null, locale: view.locale, isPresent: view.contactIsPresent, createdAt: ago(60 * 24 * 40),
      lastSeenAt: ago(12), customData: sketch.customData === undefined ? null : JSON.stringify(sketch.customData),
      customFields: [], previousCustomData: null, location: {
        latitude: 48.31, longitude: 14.29, accuracyMetres: null, city: "Linz", region: null, country: "AT", timeZone: "Europe/Vienna",
        kind: "address", at: ago(12),
      },
      visits: 7, conversations: 2,
    },
  };
}

const sketches: Sketch[] = [
  {
    id: "mia", number: 74, name: "Mia Berg", owner: own, live: true, topics: ["t1"], email: "mia@example.org", read: 15,
    customData: { basket: [{ article: "Rain jacket, blue", size: "M", price: 89.9 }], total: 89.9, coupon: null },
    events: [
      [60 * 24 + 30, contactAuthor, begins()], [60 * 24 + 30, contactAuthor, says("Hello, do you ship to Austria?")],
      [60 * 24 + 29, system, joins(own)], [60 * 24 + 29, system, live(own)],
      [60 * 24 + 28, by(own), says("Hi Mia. Yes, we do: 4.90 € and two to three working days.")],
      [60 * 24 + 27, by(own), says("Everything is here: https://demo.example/shipping (also returns).")],
      [60 * 24 + 25, contactAuthor, says("Perfect, thank you 😊")],
      [60 * 24 + 15, system, { type: "turnedAsynchronous", reason: "contactLeft" }],
      [12, contactAuthor, says("Good morning. My parcel should have come yesterday.\nOrder 10-4471, the blue rain jacket.")],
      [11.5, system, live(own)], [11, by(own), says("Good morning Mia. I'll look it up for you.")],
      [10, by(ada), { type: "noteAdded", text: "The carrier had a **delay** in the Linz depot on Monday.\n- See the list\n- @Omar Haddad knows more", mentions: [] }],
      [9, by(own), says("It left our warehouse on Monday and is at the depot in Linz. You should have it today.")],
      [2, contactAuthor, says("👍")], [1.900, system, { type: "statusChanged", status: "open" }],
      [1.2, contactAuthor, says("Can I change the address to my neighbour? I have to leave in ten minutes.")],
      [0.7, contactAuthor, says("Mia Berg c/o Huber, Lindengasse 4")],
    ],
  },
  {
    id: "yusuf", number: 80, name: "Yusuf Demir", owner: own, live: true, read: 3, events: [
      [6, contactAuthor, begins("de")], [5.5, system, joins(own)],
      [5, contactAuthor, says("Guten Tag, ich habe zwei Größen bestellt und möchte eine zurückschicken.")],
      [4, contactAuthor, says("Geht das kostenlos?")],
    ], locale: "de", topics: ["t2"],
  },
  {
    id: "jo", number: 69, name: "Jo Lind", owner: own, contactRead: 3, events: [
      [95, contactAuthor, begins()], [94, contactAuthor, says("Is the tent waterproof?")], [90, system, joins(own)],
      [14, by(own), says("It is: 5,000 mm water column, and all seams are taped. Is there anything else that you would like to know about it?")],
    ],
  },
  {
    id: "ana", number: 52, name: "Ana Ruiz Fernández de la Vega y Montenegro", owner: own, status: "pending", events: [
      [60 * 50, contactAuthor, begins()], [60 * 50, contactAuthor, says("I was charged twice.")], [60 * 49, system, joins(own)],
      [60 * 27, by(own), says("I have asked our bank; it takes a day or two. I'll write to you here.")],
      [60 * 26, contactAuthor, says("Thanks!")], [60 * 25, by(own), says("You're welcome.")],
    ],
  },
  {
    id: "long", number: 31, name: "Noor", owner: own, events: [
      [60 * 24 * 9, contactAuthor, begins()], [60 * 24 * 9, system, joins(own)],
      ...Array.from({ length: 260 }, (_, index): [number, Author, ConversationEvent] => [
        60 * 24 * 9 - index * 45, index % 3 === 0 ? by(own) : contactAuthor,
        says(index % 7 === 0 ? `Message ${String(index)}. A longer one, which goes over more than one line so that the rows of the list have different heights, as they have in real life.` : `Message ${String(index)}`),
      ]),
      [60 * 20, by(own), says("Done, see you.")],
    ],
  },
  {
    id: "v81", number: 81, name: null, owner: null, status: "new", present: true, read: 0, events: [
      [4, contactAuthor, begins()], [4, contactAuthor, says("Hello? Is anybody there?")],
    ],
  },
  {
    id: "v79", number: 79, name: null, owner: null, status: "new", read: 0, events: [
      [60 * 3, contactAuthor, begins("de")],
      [60 * 3, contactAuthor, says("Wann ist der Laden am Samstag geöffnet? <img src=x onerror=alert(1)> https://example.org/a_(b)?c=d&e=f javascript:alert(1)")],
    ], locale: "de",
  },
  {
    id: "omars", number: 66, name: "Lena Vogt", owner: omar, live: true, events: [
      [20, contactAuthor, begins()], [20, contactAuthor, says("Do you have gift cards?")], [19, system, joins(omar)],
      [18, by(omar), says("We do, from 10 to 200 €.")], [1, contactAuthor, says("Can I pay with one online?")],
    ],
  },
  {
    id: "ended", number: 40, name: "Per Olsen", owner: own, status: "ended", events: [
      [600, contactAuthor, begins()], [600, contactAuthor, says("Where can I find my invoice?")], [599, system, joins(own)],
      [598, by(own), says("Under My account → Orders → Invoice.")], [597, contactAuthor, says("Found it.")],
      [596, by(own), { type: "conversationEnded" }],
      [595, contactAuthor, { type: "conversationRated", stars: 4, words: "Quick and friendly. Could have been easier to find." }],
    ],
  },
];

export const conversations = new Map(sketches.map(sketch => [sketch.id, build(sketch)]));

export function snapshot(): InboxSnapshot {
  const views = scene() === "empty" ? [] : [...conversations.values()].map(conversation => conversation.view);
  const mine = views.filter(view => view.assignee?.operatorId === me.operatorId && view.status !== "ended");
  return {
    version: 1, unassignedVersion: 1, account, me, availability: scene() === "empty" ? "away" : "online",
    isFirstVisit: scene() === "empty", slots: { running: mine.filter(view => view.mode === "live").length, maximum: 3 },
    mine, mentions: [], unassigned: views.filter(view => view.assignee === null && view.status !== "ended"),
  };
}

export function fakeVisits(now: number): VisitsView {
  const at = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  return {
    impressions: 14,
    pages: [
      { url: "https://shop.example/", title: "Lamps & Sons", at: at(9), stayedSeconds: 41, isLive: false },
      { url: "https://shop.example/lamps?sort=price&session=*", title: "", at: at(8), stayedSeconds: 320, isLive: false },
      { url: "https://shop.example/lamps/desk-lamp-with-a-very-long-name-that-goes-on", title: "Desk lamp “Nora”", at: at(2), stayedSeconds: 95, isLive: true },
    ],
  };
}
