// The part of localStorage that is used here, and one that lives in memory for browsers that block storage.
export interface DurableStorage {
  keys(): string[];
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** localStorage, or memory where it is blocked or full: what is written can always be read back in this tab. */
export function durableStorage(): DurableStorage {
  const memory = memoryStorage();
  const local = localStorageOf();
  if (local === null) return memory;
  return {
    keys: () => [...new Set([...Array.from({ length: local.length }, (_, index) => local.key(index) ?? ""), ...memory.keys()])],
    get: key => memory.get(key) ?? local.getItem(key),
    set(key, value) {
      try {
        local.setItem(key, value);
        memory.remove(key);
      } catch {
        // Full, or forbidden since the page was opened: keep it at least until the tab closes.
        memory.set(key, value);
      }
    },
    remove(key) {
      memory.remove(key);
      local.removeItem(key);
    },
  };
}

export function memoryStorage(): DurableStorage {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: key => values.get(key) ?? null,
    set: (key, value) => { values.set(key, value); },
    remove: key => { values.delete(key); },
  };
}

function localStorageOf(): Storage | null {
  try {
    // Reading the property throws where third-party storage is blocked.
    const local = window.localStorage;
    local.getItem("");
    return local;
  } catch {
    return null;
  }
}
