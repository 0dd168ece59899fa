import {
  createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect,
} from "@tanstack/react-router";
import { BrokenPage, NotFoundPage, UnreachablePage } from "./session/StatusPages";
import { SignInPage } from "./session/SignInPage";
import { session } from "./session/session";

export const loadDesk = () => import("./desk/DeskPage");

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: BrokenPage });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" && search.next.startsWith("/inbox/") ? { next: search.next } : {},
  beforeLoad: ({ search }) => {
    const { kind } = session.state;
    if (kind === "signedIn") redirect({ to: search.next ?? "/inbox", throw: true });
    if (kind === "setupNeeded") redirect({ to: "/setup", throw: true });
  },
  component: SignInPage,
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/setup",
  beforeLoad: () => {
    const { kind } = session.state;
    if (kind === "signedIn") redirect({ to: "/inbox", throw: true });
    if (kind === "signedOut") redirect({ to: "/sign-in", throw: true });
  },
  component: lazyRouteComponent(() => import("./session/SetupPage"), "SetupPage"),
});

const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "desk",
  beforeLoad: ({ location }) => {
    const { kind } = session.state;
    if (kind === "setupNeeded") redirect({ to: "/setup", throw: true });
    if (kind === "signedOut") {
      const next = location.pathname.startsWith("/inbox/") ? { next: location.pathname } : {};
      redirect({ to: "/sign-in", search: next, throw: true });
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
  beforeLoad: () => { redirect({ to: "/inbox", replace: true, throw: true }); },
});
const inboxRoute = createRoute({ getParentRoute: () => deskRoute, path: "/inbox" });
const emailRoute = createRoute({ getParentRoute: () => deskRoute, path: "/email" });
const conversationRoute = createRoute({ getParentRoute: () => inboxRoute, path: "$conversationId" });

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute, setupRoute, deskRoute.addChildren([startRoute, emailRoute, inboxRoute.addChildren([conversationRoute])]),
  ]),
  basepath: "/app",
  defaultPendingMinMs: 0,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
