import {
  createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect,
} from "@tanstack/react-router";
import { BrokenPage, NotFoundPage, UnreachablePage } from "./session/StatusPages";
import { SignInPage } from "./session/SignInPage";
import { session } from "./session/session";

export const loadDesk = (): Promise<typeof import("./desk/DeskPage")> => import("./desk/DeskPage");

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: BrokenPage });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" && search.next.startsWith("/inbox/") ? { next: search.next } : {},
  beforeLoad: ({ search }) => {
    const { kind } = session.state;
    if (kind === "signedIn") throw redirect({ to: search.next ?? "/inbox" });
    if (kind === "setupNeeded") throw redirect({ to: "/setup" });
  },
  component: SignInPage,
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  beforeLoad: () => {
    const { kind } = session.state;
    if (kind === "signedIn") throw redirect({ to: "/inbox" });
    if (kind === "signedOut") throw redirect({ to: "/sign-in" });
  },
  component: lazyRouteComponent(() => import("./session/SetupPage"), "SetupPage"),
});

const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "desk",
  beforeLoad: ({ location }) => {
    const { kind } = session.state;
    if (kind === "setupNeeded") throw redirect({ to: "/setup" });
    if (kind === "signedOut") {
      const next = location.pathname.startsWith("/inbox/") ? { next: location.pathname } : {};
      throw redirect({ to: "/sign-in", search: next });
    }
    if (kind === "unreachable") throw new UnreachableError();
  },
  errorComponent: ({ error }) => error instanceof UnreachableError ? <UnreachablePage /> : <BrokenPage />,
  component: lazyRouteComponent(loadDesk, "DeskPage"),
});

class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

const startRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: "/",
  beforeLoad: () => { throw redirect({ to: "/inbox", replace: true }); },
});
const inboxRoute = createRoute({ getParentRoute: () => deskRoute, path: "/inbox" });
const conversationRoute = createRoute({ getParentRoute: () => inboxRoute, path: "$conversationId" });

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute, setupRoute, deskRoute.addChildren([startRoute, inboxRoute.addChildren([conversationRoute])]),
  ]),
  basepath: "/app",
  defaultPendingMinMs: 0,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
