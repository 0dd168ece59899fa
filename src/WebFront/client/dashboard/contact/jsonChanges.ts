// Compares what a page says about its visitor with what it said the time before, one level of it at a time.

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface JsonChange {
  readonly key: string;
  /** Undefined: it is not there any more. */
  readonly now: JsonValue | undefined;
  readonly then: JsonValue | undefined;
  readonly change: "added" | "changed" | "removed" | null;
}

/** The entries of a list or an object in their order, then those that are gone. `isCompared` false: nothing was there to compare with. */
export function changesOf(value: JsonValue, before: JsonValue | undefined, isCompared: boolean): JsonChange[] {
  const now = entriesOf(value);
  const then = new Map(before === undefined ? [] : entriesOf(before));
  const here = new Set(now.map(([key]) => key));
  return [
    ...now.map(([key, one]): JsonChange => {
      const old = then.get(key);
      const change = !isCompared || same(one, old) ? null : old === undefined ? "added" : "changed";
      return { key, now: one, then: old, change };
    }),
    ...(isCompared ? [...then].filter(([key]) => !here.has(key)) : [])
      .map(([key, old]): JsonChange => ({ key, now: undefined, then: old, change: "removed" })),
  ];
}

function entriesOf(value: JsonValue): [string, JsonValue][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function same(one: JsonValue, other: JsonValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
