import type { JSX } from "preact";
import { Board } from "./Board";
import { Conversation } from "./Conversation";
import { SurroundingsContext, useSurroundings, type Surroundings } from "./context";

export function App({ surroundings }: { surroundings: Surroundings }): JSX.Element {
  return (
    <SurroundingsContext.Provider value={surroundings}>
      <div class="panel">
        <ConnectionBar />
        <Screen />
      </div>
    </SurroundingsContext.Provider>
  );
}

function Screen(): JSX.Element {
  const { messenger, texts } = useSurroundings();
  if (messenger.phase.value === "refused") return <main class="screen refused" aria-label={texts.chat}><p>{texts.refused}</p></main>;
  if (messenger.state.value.widget === null) {
    return <main class="screen loading" aria-label={texts.chat} aria-busy="true"><p class="unseen">{texts.connecting}</p></main>;
  }
  return messenger.view.value.kind === "board" ? <Board /> : <Conversation />;
}

/** Only there when something is wrong, and gone at once when it is over. */
function ConnectionBar(): JSX.Element | null {
  const { messenger, texts } = useSurroundings();
  const { kind } = messenger.connection.value;
  const isBroken = (kind === "reconnecting" || kind === "offline" || kind === "refused") && messenger.phase.value === "open";
  return isBroken ? <p class="connection" role="status">{texts.reconnecting}</p> : null;
}
