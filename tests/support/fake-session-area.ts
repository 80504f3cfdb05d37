/**
 * `storage.session` in memory: keeps JSON, tells its listeners the changes of a call, and counts
 * the reads and writes. One call is atomic (measured in docs/platform.md).
 */
type Values = Record<string, unknown>;
type Changes = Record<string, { readonly oldValue?: unknown; readonly newValue?: unknown }>;
type Listener = (changes: Changes) => void;

export interface FakeSessionArea {
  readonly stored: Map<string, string>;
  /** The keys of each call that changed something, in order: `set state,state-part-3`. */
  readonly calls: string[];
  /** The keys of each read. */
  readonly reads: (readonly string[])[];
  /** Refuses every write from now on, as when the area is full. */
  full: boolean;
  reset(): void;
  readonly area: {
    /** @param keys - Null: all. */
    get(keys: string | readonly string[] | null): Promise<Values>;
    set(values: Values): Promise<void>;
    remove(keys: string | readonly string[]): Promise<void>;
    readonly onChanged: {
      addListener(listener: Listener): void;
      removeListener(listener: Listener): void;
    };
  };
}

export function fakeSessionArea(): FakeSessionArea {
  const stored = new Map<string, string>();
  const listeners = new Set<Listener>();
  const calls: string[] = [];
  const reads: (readonly string[])[] = [];
  const parsed = (key: string) => {
    const text = stored.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const tell = (changes: Changes) => {
    if (Object.keys(changes).length === 0) return;
    for (const listener of listeners) listener(changes);
  };
  const fake: FakeSessionArea = {
    stored,
    calls,
    reads,
    full: false,
    reset() {
      stored.clear();
      listeners.clear();
      calls.length = 0;
      reads.length = 0;
      fake.full = false;
    },
    area: {
      async get(keys) {
        const wanted = keys === null ? [...stored.keys()] : [keys].flat();
        reads.push(wanted);
        return Object.fromEntries(
          wanted.filter((key) => stored.has(key)).map((key) => [key, parsed(key)]),
        );
      },
      async set(values) {
        if (fake.full) throw new Error('QUOTA_BYTES quota exceeded');
        calls.push(`set ${Object.keys(values).join()}`);
        const changes: Changes = {};
        for (const [key, value] of Object.entries(values)) {
          const text = JSON.stringify(value);
          if (text === stored.get(key)) continue;
          changes[key] = { oldValue: parsed(key), newValue: JSON.parse(text) };
          stored.set(key, text);
        }
        tell(changes);
      },
      async remove(keys) {
        const present = [keys].flat().filter((key) => stored.has(key));
        if (present.length > 0) calls.push(`remove ${present.join()}`);
        const changes = Object.fromEntries(present.map((key) => [key, { oldValue: parsed(key) }]));
        for (const key of present) stored.delete(key);
        tell(changes);
      },
      onChanged: {
        addListener: (listener) => void listeners.add(listener),
        removeListener: (listener) => void listeners.delete(listener),
      },
    },
  };
  return fake;
}
