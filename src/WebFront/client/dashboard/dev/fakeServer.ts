// Development only: answers the REST calls in the page. `?fake=signedOut|setup|unreachable|…` picks a scene.
import type { OperatorView, SignedIn } from "../../protocol/protocol";

export const me: OperatorView = {
  operatorId: "00000000-0000-4000-8000-00000000000a", name: "Olivia Santos", email: "olivia@demo.example", role: "owner",
  groups: ["g1"], languages: ["en", "de"], slotsMax: 3,
};

const signedIn: SignedIn = { me, accountName: "Demo Shop", antiForgeryToken: "fake" };

export function scene(): string {
  const asked = new URLSearchParams(window.location.search).get("fake");
  if (asked !== null) sessionStorage.setItem("fake", asked);
  return sessionStorage.getItem("fake") ?? "desk";
}

export function startFakeServer(): void {
  const realFetch = window.fetch.bind(window);
  let isSignedIn = !["signedOut", "setup"].includes(scene());
  let isSetupNeeded = scene() === "setup";
  const answer = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });
  window.fetch = async (input, init) => {
    const path = typeof input === "string" ? input : input instanceof URL ? input.pathname : input.url;
    if (scene() === "unreachable" && path.startsWith("/api/")) throw new TypeError("Failed to fetch");
    switch (path) {
      case "/api/me":
        return isSignedIn ? answer(signedIn) : answer({}, 401);
      case "/api/setup":
        if (init?.method === "POST") { isSetupNeeded = false; isSignedIn = true; return answer(signedIn); }
        return answer({ isNeeded: isSetupNeeded });
      case "/api/sign-in": {
        const body = typeof init?.body === "string" ? init.body : "";
        if (body.includes("slow-down")) return answer({}, 429);
        if (body.includes("wrong")) return answer({}, 401);
        isSignedIn = true;
        return answer(signedIn);
      }
      case "/api/sign-out":
        isSignedIn = false;
        return answer({});
      default:
        return realFetch(input, init);
    }
  };
}
