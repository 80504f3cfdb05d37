/** The browser's permissions as the manager reads and gives them back, for tests that draw it. */
type Listener = () => void;

export function fakeGranted() {
  const listeners = new Set<Listener>();
  const event = {
    addListener: (listener: Listener) => void listeners.add(listener),
    removeListener: (listener: Listener) => void listeners.delete(listener),
  };
  const fake = {
    origins: [] as string[],
    permissions: [] as string[],
    /** A policy keeps these. */
    kept: [] as string[],
    /** Removed with any other, as Chromium does with hosts inside a wider pattern. */
    inside: [] as string[],
    /** Grants nothing, as if the click were too long ago. */
    refuses: false,
    removed: [] as string[],
    asked: [] as string[],
    listeners,
    reset() {
      Object.assign(fake, { origins: [], permissions: [], kept: [], removed: [], asked: [] });
      Object.assign(fake, { inside: [], refuses: false });
      listeners.clear();
    },
    tell() {
      for (const listener of listeners) listener();
    },
    permissionsApi: {
      contains: async () => true,
      getAll: async () => ({ origins: [...fake.origins], permissions: [...fake.permissions] }),
      request: async ({ origins = [] }: { readonly origins?: readonly string[] }) => {
        fake.asked.push(...origins);
        if (fake.refuses) throw new Error('for the test');
        fake.origins.push(...origins);
        fake.tell();
        return true;
      },
      remove: async (given: { origins?: string[]; permissions?: string[] }) => {
        const wanted = [...(given.origins ?? []), ...(given.permissions ?? [])];
        if (wanted.some((each) => fake.kept.includes(each))) throw new Error('for the test');
        fake.removed.push(...wanted);
        const gone = [...wanted, ...fake.inside];
        fake.origins = fake.origins.filter((each) => !gone.includes(each));
        fake.permissions = fake.permissions.filter((each) => !wanted.includes(each));
        fake.tell();
        return true;
      },
      onAdded: event,
      onRemoved: event,
    },
  };
  return fake;
}
