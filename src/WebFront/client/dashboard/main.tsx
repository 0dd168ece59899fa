import "./styles/mantine.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import { RouterProvider } from "@tanstack/react-router";
import { createRoot } from "react-dom/client";
import { loadDesk, router } from "./routes";
import { readSession, session } from "./session/session";
import { colorSchemeKey, settings } from "./settings/settings";
import { showColorSchemeEarly } from "./settings/colorScheme";
import { theme } from "./theme";
import { startWords } from "./words/words";

const colorSchemeManager = localStorageColorSchemeManager({ key: colorSchemeKey });

async function start(): Promise<void> {
  showColorSchemeEarly();
  if (import.meta.env.VITE_FAKE_HUB) (await import("./dev/fakeServer")).startFakeServer();
  // Code, words and session come side by side: whoever is not signed in yet is about to be.
  void loadDesk();
  await Promise.all([startWords(settings.state.language), readSession()]);
  session.subscribe(() => void router.invalidate());
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  createRoot(root).render(
    // Mantine's variables are in styles/tokens.css: with these two switched off it makes no style element.
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemeManager}
      withCssVariables={false} withGlobalClasses={false} getStyleNonce={nonce}>
      <RouterProvider router={router} />
    </MantineProvider>,
  );
}

function nonce(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";
}

void start();
