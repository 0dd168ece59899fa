// Shows the widget in one of its states, chosen by ?scene=… Not shipped.
import { memoryStorage } from "../../connection/durableStorage";
import type { Author, ConversationEvent } from "../../protocol/protocol";
import { readFrameParameters } from "../../widget/frameParameters";
import { startWidget } from "../../widget/widget";
import "../../widget/widget.css";
import { contact, FakeServer, olivia, widget } from "./fakeHub";

const says = (minutesAgo: number, author: Author, text: string): [number, Author, ConversationEvent] =>
  [minutesAgo, author, { type: "messagePosted", text, attachments: [], translation: null }];
const operatorId = olivia.operatorId ?? "";
const name = olivia.name ?? "";

const server = new FakeServer();
const parameters = new URLSearchParams(location.search);
const scene = parameters.get("scene") ?? "empty";
const joined: [number, Author, ConversationEvent] =
  [1488, olivia, { type: "operatorAssigned", operatorId, operatorName: name, previousOperatorId: null, decision: null }];
const chat: [number, Author, ConversationEvent][] = [
  says(1490, contact, "Hello! Where is my parcel? I ordered a lamp last week."),
  joined,
  says(1487, olivia, "Hi Mia, let me look that up for you."),
  says(1486, olivia, "It left our warehouse on Tuesday. You can follow it here: https://parcels.example.org/track/4711"),
  says(1480, contact, "Great, thank you"),
  says(1480, contact, "🎉"),
  says(6, contact, "One more thing:\nCan I change the address?\n12 Long Street, apartment 4"),
  says(5, olivia, "Of course. I have changed it, you will get a mail in a minute."),
  says(2, contact, "Perfect!"),
];
if (scene !== "empty" && scene !== "away") {
  server.add("a1", { mode: scene === "left" ? "asynchronous" : "live", status: scene === "ended" ? "ended" : "open" }, [
    ...chat,
    ...(scene === "left" ? [[1, olivia, { type: "turnedAsynchronous", reason: "operatorLeft" }]] as typeof chat : []),
    ...(scene === "ended" ? [[1, olivia, { type: "conversationEnded" }]] as typeof chat : []),
  ]);
  server.add("a2", { status: "ended", mode: "asynchronous", assignee: { operatorId: "o2", name: "Omar Haddad" } },
    [says(8000, contact, "Do you have the chair in green?"), says(7990, { ...olivia, operatorId: "o2", name: "Omar" }, "Yes, since last week. Here it is: www.example.org/chair")]);
  server.add("a3", { unread: 2, mode: "asynchronous", assignee: null, receipts: { contactDelivered: 1, contactRead: 1, operatorDelivered: 0, operatorRead: 0 } },
    [says(180, contact, "Invoice 4711"), says(60, olivia, "The invoice is on its way to you"), says(59, olivia, "Anything else I can do for you today? We are here until six o'clock.")]);
  server.add("a4", { mode: "asynchronous", assignee: null, status: "new", receipts: { contactDelivered: 1, contactRead: 1, operatorDelivered: 0, operatorRead: 0 } },
    [says(2880, contact, "Hello?")]);
  server.add("long", {}, Array.from({ length: 120 }, (_, index) => says(600 - index * 5, index % 3 === 0 ? contact : olivia, `Message number ${index + 1}`)));
}
server.isAnswered = scene !== "away" && scene !== "left" && scene !== "nobody";

const storage = memoryStorage();
widget.accent = `#${parameters.get("color") ?? "4338ca"}`;
startWidget({
  parameters: readFrameParameters(location.search, "en-GB"), storage, createHub: server.createHub, root: document.body,
  session: {
    hasToken: () => true, token: () => "t",
    open: () => Promise.resolve({ token: "t", contactId: "c", widget }),
  },
});
Object.assign(window, { server, olivia, contact });
