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
    removed: [] as string[],
    asked: [] as string[],
    listeners,
    reset() {
      Object.assign(fake, { origins: [], permissions: [], kept: [], removed: [], asked: [] });
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
        fake.origins.push(...origins);
        fake.tell();
        return true;
      },
      remove: async (given: { origins?: string[]; permissions?: string[] }) => {
        const wanted = [...(given.origins ?? []), ...(given.permissions ?? [])];
        if (wanted.some((each) => fake.kept.includes(each))) throw new Error('for the test');
        fake.removed.push(...wanted);
        fake.origins = fake.origins.filter((each) => !wanted.includes(each));
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
