/** `webRequest` and the APIs beside it, in memory: tests fire the events. */
type Listener = (details: object) => unknown;

interface Registered {
  readonly urls: readonly string[];
  readonly options: readonly string[] | undefined;
}

function fakeEvent(onAdd: () => void) {
  const registered = new Map<Listener, Registered>();
  return {
    registered,
    addListener(listener: Listener, { urls }: { urls: string[] }, options?: string[]) {
      onAdd();
      registered.set(listener, { urls, options });
    },
    removeListener: (listener: Listener) => void registered.delete(listener),
    /** Calls every listener: the browser's filter is not modelled. */
    fire(details: object) {
      for (const listener of registered.keys()) listener(details);
    },
  };
}

type Event = ReturnType<typeof fakeEvent>;

export function fakeWebRequest() {
  let added = 0;
  let tabsAsked = 0;
  const event = () => fakeEvent(() => added++);
  const events = {
    onSendHeaders: event(),
    onResponseStarted: event(),
    onBeforeRedirect: event(),
    onAuthRequired: event(),
    onErrorOccurred: event(),
  };
  const tabs = new Map<number, { readonly url?: string; readonly incognito?: boolean }>();
  // Cast: they are named so.
  const one = (name: string) => {
    const { registered } = (events as Record<string, Event>)[name] ?? {};
    return registered && [...registered.values()][0];
  };
  const fake = {
    events,
    /** The open tabs. */
    tabs,
    allowedInPrivate: false,
    /** The base address of the extension's own pages. */
    base: 'chrome-extension://id/',
    added: () => added,
    tabsAsked: () => tabsAsked,
    filterOf: (name: string) => one(name)?.urls,
    optionsOf: (name: string) => one(name)?.options,
    reset() {
      for (const { registered } of Object.values(events)) registered.clear();
      tabs.clear();
      tabsAsked = 0;
      fake.allowedInPrivate = false;
      fake.base = 'chrome-extension://id/';
    },
    browser: {
      webRequest: events,
      runtime: { getURL: (path: string) => fake.base + path.replace(/^\//, '') },
      extension: { isAllowedIncognitoAccess: async () => fake.allowedInPrivate },
      tabs: {
        async get(id: number) {
          tabsAsked++;
          const tab = tabs.get(id);
          if (!tab) throw new Error(`No tab with id: ${id}.`);
          return tab;
        },
      },
    },
  };
  return fake;
}
