// Who is signed in, over REST. The cookie is the server's; here is only what it said about it.
import "../../protocol/operatorDecoders";
import { decode } from "../../protocol/decoders";
import type { SetUp, SignedIn, SignIn } from "../../protocol/protocol";
import { Store } from "../store";

export type Session =
  | { kind: "signedIn"; signedIn: SignedIn }
  | { kind: "signedOut"; why: SignOutReason | null }
  | { kind: "setupNeeded" }
  | { kind: "unreachable" };

export type SignOutReason = "signedOut" | "revoked";
export type Refusal = "wrong" | "limited" | "unreachable" | "done" | "refused";

export const session = new Store<Session>({ kind: "unreachable" });

export async function readSession(): Promise<void> {
  const next = await currentSession();
  session.update(() => next);
}

async function currentSession(): Promise<Session> {
  try {
    const me = await fetch("/api/me", { headers: { Accept: "application/json" } });
    if (me.ok) return { kind: "signedIn", signedIn: decode("SignedIn", await me.json()) };
    if (me.status !== 401) return { kind: "unreachable" };
    const setup = await fetch("/api/setup", { headers: { Accept: "application/json" } });
    if (setup.ok && decode("SetupState", await setup.json()).isNeeded) return { kind: "setupNeeded" };
    return { kind: "signedOut", why: null };
  } catch {
    return { kind: "unreachable" };
  }
}

export async function signIn(credentials: SignIn): Promise<Refusal | null> {
  return enter("/api/sign-in", credentials);
}

export async function setUp(account: SetUp): Promise<Refusal | null> {
  return enter("/api/setup", account);
}

async function enter(path: string, body: SignIn | SetUp): Promise<Refusal | null> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) return refusalOf(response.status);
    const signedIn = decode("SignedIn", await response.json());
    session.update(() => ({ kind: "signedIn", signedIn }));
    return null;
  } catch {
    return "unreachable";
  }
}

function refusalOf(status: number): Refusal {
  if (status === 401) return "wrong";
  if (status === 409) return "done";
  if (status === 429) return "limited";
  return status >= 500 ? "unreachable" : "refused";
}

/** Signs out here even when the server cannot be told: the person at the keyboard wants to leave. */
export async function signOut(): Promise<void> {
  const current = session.state;
  if (current.kind === "signedIn") {
    try {
      await fetch("/api/sign-out", {
        method: "POST",
        headers: { "X-Anti-Forgery": current.signedIn.antiForgeryToken },
      });
    } catch {
      // The cookie stays until the server is back; the next start shows it as signed in again.
    }
  }
  leaveSession("signedOut");
}

export function leaveSession(why: SignOutReason): void {
  session.update(() => ({ kind: "signedOut", why }));
}
