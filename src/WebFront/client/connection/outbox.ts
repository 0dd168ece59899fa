// Commands on their way to the hub, kept until the server has answered. Promises:
// - a command once added survives reloads and lost connections, and carries the same commandId on every try, so that
//   the server can never do it twice;
// - the commands of one conversation go out one at a time, oldest first, also with several tabs open.
// Each command is an entry of its own in the storage, so tabs never overwrite each other. Every tab sends the oldest
// entry of a conversation that is stored, and removes it only when it is answered: with Web Locks one tab does so at a
// time; without them two tabs may send the same command, which the server answers alike, and the order still holds.
import type { Answer, CommandId, ConversationId, Rejection } from "../protocol/protocol";
import type { DurableStorage } from "./durableStorage";
import type { ArgumentOf, ResultOf } from "./hubContracts";
import { retryPause } from "./reconnectingHub";

export type OutboxItemState = "queued" | "sending" | "failed";

/** The hub's methods whose answer is an Answer and whose argument carries a commandId and a conversationId. */
export type CommandMethod<Hub> = {
  [M in keyof Hub & string]: ResultOf<Hub, M> extends Answer
    ? (ArgumentOf<Hub, M> extends { conversationId: ConversationId; commandId: CommandId } ? M : never) : never;
}[keyof Hub & string];

export interface OutboxItem<Hub extends object> {
  readonly commandId: CommandId;
  readonly conversationId: ConversationId;
  readonly method: CommandMethod<Hub>;
  readonly argument: ArgumentOf<Hub, CommandMethod<Hub>>;
  readonly addedAt: string;
  readonly state: OutboxItemState;
  readonly rejection: Rejection | null;
}

export type OutboxEvent<Hub extends object> =
  | { readonly kind: "added" | "changed"; readonly item: OutboxItem<Hub> }
  /** answer is null when another tab got it, or the command was discarded. */
  | { readonly kind: "removed"; readonly item: OutboxItem<Hub>; readonly answer: Answer | null };

export interface OutboxOptions<Hub extends object> {
  /** Names the user: outboxes of different users in one browser never mix. */
  readonly key: string;
  readonly storage: DurableStorage;
  readonly invoke: (method: CommandMethod<Hub>, argument: ArgumentOf<Hub, CommandMethod<Hub>>) => Promise<Answer>;
  readonly isConnected: () => boolean;
  /** A failed command of these methods holds back what follows in its conversation. */
  readonly holdsBackWhenFailed?: (method: CommandMethod<Hub>) => boolean;
  readonly locks?: Pick<LockManager, "request"> | null;
  readonly random?: () => number;
}

export interface Outbox<Hub extends object> {
  add<M extends CommandMethod<Hub>>(method: M, argument: ArgumentOf<Hub, M>): void;
  /** Sends a failed command again, with the same id. */
  retry(commandId: CommandId): void;
  discard(commandId: CommandId): void;
  /** Call it after every connect: everything that waits goes out. */
  wake(): void;
  /** Everything not yet answered, oldest first. */
  items(): OutboxItem<Hub>[];
  onEvent(listener: (event: OutboxEvent<Hub>) => void): () => void;
  dispose(): void;
}

/** Without an answer for so long, the call counts as broken and is made again. */
export const answerWithinMilliseconds = 20_000;
/** So often the server may fail to answer over a working connection before the author is asked. */
export const attemptsMax = 10;
export const outboxItemsMax = 500;

interface Stored<Hub extends object> {
  readonly method: CommandMethod<Hub>;
  readonly argument: ArgumentOf<Hub, CommandMethod<Hub>>;
  readonly addedAt: string;
  readonly rejection: Rejection | null;
}
interface Entry<Hub extends object> { readonly key: string; readonly item: OutboxItem<Hub> }

const unavailable: Rejection = { code: "unavailable", reason: "notAnswered", operatorName: null };
const full: Rejection = { code: "too_large", reason: "outboxIsFull", operatorName: null };

export function createOutbox<Hub extends object>(options: OutboxOptions<Hub>): Outbox<Hub> {
  const { storage, random = Math.random, holdsBackWhenFailed = () => false } = options;
  const prefix = `${options.key}/`;
  const locks = options.locks === undefined ? locksOfBrowser() : options.locks;
  const listeners = new Set<(event: OutboxEvent<Hub>) => void>();
  const running = new Set<ConversationId>();
  const sending = new Set<CommandId>();
  const pauses = new Map<ConversationId, () => void>();
  const known = new Map<string, OutboxItem<Hub>>();
  let lastOrder = 0;
  let isDisposed = false;

  const tell = (event: OutboxEvent<Hub>): void => {
    for (const listener of [...listeners]) listener(event);
  };

  const entries = (): Entry<Hub>[] => storage.keys()
    .filter(key => key.startsWith(prefix))
    .sort()
    .flatMap(key => {
      const item = read<Hub>(key.slice(prefix.length), storage.get(key), sending);
      return item === null ? [] : [{ key, item }];
    });

  const write = (key: string, item: OutboxItem<Hub>, kind: "added" | "changed"): void => {
    const { method, argument, addedAt, rejection } = item;
    const stored: Stored<Hub> = { method, argument, addedAt, rejection };
    storage.set(key, JSON.stringify(stored));
    known.set(key, item);
    tell({ kind, item });
  };

  const remove = ({ key, item }: Entry<Hub>, answer: Answer | null): void => {
    storage.remove(key);
    known.delete(key);
    tell({ kind: "removed", item, answer });
  };

  /** The oldest command of the conversation that may go out now. */
  const next = (conversationId: ConversationId): Entry<Hub> | null => {
    for (const entry of entries()) {
      if (entry.item.conversationId !== conversationId) continue;
      if (entry.item.state !== "failed") return entry;
      if (holdsBackWhenFailed(entry.item.method)) return null;
    }
    return null;
  };

  const run = async (conversationId: ConversationId): Promise<void> => {
    if (running.has(conversationId) || isDisposed) return;
    running.add(conversationId);
    let failures = 0;
    try {
      while (!isStopped() && options.isConnected() && next(conversationId) !== null) {
        const isAnswered = await withLock(locks, `${prefix}${conversationId}`, () => sendNext(conversationId, failures));
        failures = isAnswered ? 0 : failures + 1;
        if (!isAnswered) await pause(conversationId, retryPause(failures, random));
      }
    } finally {
      running.delete(conversationId);
    }
  };

  const isStopped = (): boolean => isDisposed;

  /** True when the command left the queue, by success or by refusal. */
  const sendNext = async (conversationId: ConversationId, failures: number): Promise<boolean> => {
    const entry = next(conversationId);
    if (entry === null) return true;
    const { key, item } = entry;
    sending.add(item.commandId);
    tell({ kind: "changed", item: { ...item, state: "sending" } });
    const answer = await within(options.invoke(item.method, item.argument));
    sending.delete(item.commandId);
    if (storage.get(key) === null) return true;
    if (answer?.rejection == null && answer !== null) {
      remove(entry, answer);
      return true;
    }
    const rejection = answer?.rejection ?? unavailable;
    const isFinal = rejection.code !== "unavailable" && rejection.code !== "rate_limited";
    if (isFinal || (failures + 1 >= attemptsMax && options.isConnected())) {
      write(key, { ...item, state: "failed", rejection }, "changed");
      return true;
    }
    tell({ kind: "changed", item: { ...item, state: "queued" } });
    return false;
  };

  const pause = (conversationId: ConversationId, milliseconds: number): Promise<void> => new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer);
      pauses.delete(conversationId);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    pauses.set(conversationId, end);
  });

  const wake = (): void => {
    for (const end of [...pauses.values()]) end();
    for (const id of new Set(entries().map(entry => entry.item.conversationId))) void run(id);
  };

  const find = (commandId: CommandId): Entry<Hub> | undefined =>
    entries().find(entry => entry.item.commandId === commandId);

  /** Another tab has written: tell what changed, and help to send. */
  const onStorage = (event: StorageEvent): void => {
    if (event.key === null || !event.key.startsWith(prefix)) return;
    const before = known.get(event.key);
    const item = read<Hub>(event.key.slice(prefix.length), event.newValue, sending);
    if (item !== null) {
      known.set(event.key, item);
      tell({ kind: before === undefined ? "added" : "changed", item });
      void run(item.conversationId);
    } else if (before !== undefined) {
      known.delete(event.key);
      tell({ kind: "removed", item: before, answer: null });
    }
  };

  for (const { key, item } of entries()) known.set(key, item);
  if (typeof window !== "undefined") window.addEventListener("storage", onStorage);

  return {
    add(method, argument) {
      const { commandId, conversationId } = argument as { commandId: CommandId; conversationId: ConversationId };
      const now = Date.now();
      lastOrder = Math.max(now, lastOrder + 1);
      const item: OutboxItem<Hub> = {
        commandId, conversationId, method, argument: argument,
        addedAt: new Date(now).toISOString(), state: "queued", rejection: null,
      };
      if (known.size >= outboxItemsMax) {
        tell({ kind: "added", item: { ...item, state: "failed", rejection: full } });
        return;
      }
      write(`${prefix}${conversationId}/${String(lastOrder).padStart(15, "0")}/${commandId}`, item, "added");
      void run(conversationId);
    },
    retry(commandId) {
      const entry = find(commandId);
      if (entry?.item.state !== "failed") return;
      write(entry.key, { ...entry.item, state: "queued", rejection: null }, "changed");
      void run(entry.item.conversationId);
    },
    discard(commandId) {
      const entry = find(commandId);
      if (entry !== undefined) remove(entry, null);
    },
    wake,
    items: () => entries().map(entry => entry.item),
    onEvent(listener) {
      listeners.add(listener);
      return () => { listeners.delete(listener); };
    },
    dispose() {
      isDisposed = true;
      for (const end of [...pauses.values()]) end();
      if (typeof window !== "undefined") window.removeEventListener("storage", onStorage);
    },
  };
}

/** Reads `conversation/order/command` and its value; a damaged entry is as if it were not there. */
function read<Hub extends object>(
  name: string, value: string | null, sending: ReadonlySet<CommandId>,
): OutboxItem<Hub> | null {
  const [conversationId, , commandId] = name.split("/");
  if (value === null || conversationId === undefined || commandId === undefined) return null;
  try {
    const stored = JSON.parse(value) as Stored<Hub>;
    const waiting = sending.has(commandId) ? "sending" : "queued";
    return { commandId, conversationId, ...stored, state: stored.rejection === null ? waiting : "failed" };
  } catch {
    return null;
  }
}

/** The answer, or null when none came: broken, refused by the transport, or too late. */
function within(answer: Promise<Answer>): Promise<Answer | null> {
  return new Promise(resolve => {
    const timer = setTimeout(() => { resolve(null); }, answerWithinMilliseconds);
    const settle = (value: Answer | null): void => {
      clearTimeout(timer);
      resolve(value);
    };
    answer.then(settle, () => { settle(null); });
  });
}

async function withLock<T>(
  locks: Pick<LockManager, "request"> | null, name: string, work: () => Promise<T>,
): Promise<T> {
  return locks === null ? work() : locks.request(name, work);
}

function locksOfBrowser(): LockManager | null {
  return typeof navigator !== "undefined" && "locks" in navigator ? navigator.locks : null;
}
