// The connection of a program that can afford the whole SignalR client, with all of its transports.
import { createReconnectingHub, type CreateHub, type HubConnection, type HubConnectionOptions } from "./reconnectingHub";

export {
  NotConnectedError, retryPause, type ConnectionState, type HubConnection, type HubConnectionOptions, type HubLike,
} from "./reconnectingHub";

export function createHubConnection<Hub extends object, Client extends object>(
  options: Omit<HubConnectionOptions<Hub, Client>, "createHub"> & { readonly createHub?: CreateHub },
): HubConnection<Hub, Client> {
  return createReconnectingHub({ ...options, createHub: options.createHub ?? createSignalRHub });
}

/**
 * SignalR comes as a chunk of its own, so that a page which never connects does not load it. It opens its socket at once,
 * without negotiating first: behind a cluster's entry the second request may meet another front than the first.
 */
const createSignalRHub: CreateHub = async (url, accessToken) => {
  const { HttpTransportType, HubConnectionBuilder, LogLevel } = await import("@microsoft/signalr");
  const hub = new HubConnectionBuilder()
    .withUrl(url, {
      transport: HttpTransportType.WebSockets,
      skipNegotiation: true,
      ...(accessToken === undefined ? {} : { accessTokenFactory: accessToken }),
    })
    .configureLogging(LogLevel.None)
    .withServerTimeout(15_000)
    .withKeepAliveInterval(5_000)
    .build();
  return {
    start: () => hub.start(),
    stop: () => hub.stop(),
    invoke: (method, argument) => hub.invoke<unknown>(method, argument),
    on: (push, handler) => { hub.on(push, handler); },
    onclose: handler => { hub.onclose(handler); },
  };
};
