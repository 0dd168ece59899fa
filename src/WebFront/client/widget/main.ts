// The entry of the widget's frame.
import { durableStorage } from "../connection/durableStorage";
import { createWebSocketHub } from "../connection/webSocketHub";
import { readFrameParameters } from "./frameParameters";
import { createSessionKeeper } from "./session";
import "./widget.css";
import { startWidget } from "./widget";

const parameters = readFrameParameters(location.search, navigator.language);
const storage = durableStorage();
startWidget({
  parameters, storage, createHub: createWebSocketHub,
  session: createSessionKeeper(parameters.widgetKey, parameters.locale, storage),
  root: document.body,
});
