// The words of sharing a place, beside the component that is loaded with them.
import type { Language } from "../texts";

const en = {
  title: "Share your location",
  asking: "Share where you are? We keep it to about a kilometre, with your other details. Your browser asks you once more.",
  locating: "Looking for where you are…",
  done: "Thank you. We know now roughly where you are.",
  denied: "Your browser does not allow it. Nothing was shared.",
  notFound: "Your browser could not find where you are.",
  refused: "This was not accepted. Nothing was shared.",
  share: "Share",
  again: "Try again",
  notNow: "Not now",
  close: "Close",
};

const de: typeof en = {
  title: "Standort teilen",
  asking: "Möchten Sie uns zeigen, wo Sie sind? Wir merken uns Ihren Standort auf etwa einen Kilometer genau, bei Ihren übrigen Angaben. "
    + "Ihr Browser fragt Sie noch einmal.",
  locating: "Ihr Standort wird gesucht…",
  done: "Danke. Wir wissen jetzt ungefähr, wo Sie sind.",
  denied: "Ihr Browser erlaubt es nicht. Es wurde nichts geteilt.",
  notFound: "Ihr Browser konnte Ihren Standort nicht finden.",
  refused: "Das wurde nicht angenommen. Es wurde nichts geteilt.",
  share: "Teilen",
  again: "Noch einmal",
  notNow: "Jetzt nicht",
  close: "Schließen",
};

export const locationWords: Record<Language, typeof en> = { en, de };
