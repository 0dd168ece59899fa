// The account's mail, over REST: administrators read it now and then, so nothing is pushed.
import "../../protocol/operatorDecoders";
import { decode } from "../../protocol/decoders";
import type { CommandId, Deliveries } from "../../protocol/protocol";
import { session } from "../session/session";

export type DeliveriesRead = { kind: "read"; deliveries: Deliveries } | { kind: "forbidden" } | { kind: "unreachable" };

export async function readDeliveries(): Promise<DeliveriesRead> {
  try {
    const response = await fetch("/api/deliveries", { headers: { Accept: "application/json" } });
    if (response.ok) return { kind: "read", deliveries: decode("Deliveries", await response.json()) };
    return { kind: response.status === 403 ? "forbidden" : "unreachable" };
  } catch {
    return { kind: "unreachable" };
  }
}

/** False: nobody knows whether it was heard. Asking again is safe. */
export async function tryAgain(deliveryId: CommandId): Promise<boolean> {
  const current = session.state;
  if (current.kind !== "signedIn") return false;
  try {
    const response = await fetch(`/api/deliveries/${deliveryId}/tries`, {
      method: "POST",
      headers: { Accept: "application/json", "X-Anti-Forgery": current.signedIn.antiForgeryToken },
    });
    // Sent meanwhile, or forgotten: the list that is read next shows it.
    return response.ok || response.status === 409 || response.status === 404;
  } catch {
    return false;
  }
}
