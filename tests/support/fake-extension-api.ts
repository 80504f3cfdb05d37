/**
 * The extension API as far as the pages use it, for tests that draw them. Words are those people
 * read. Used by `vi.mock('../../src/platform/extension-api', …)`, the one import of the real one.
 */
import messages from '../../public/_locales/en/messages.json';

type Texts = Readonly<Record<string, { readonly message: string }>>;

/** Host patterns the page has asked for, in order. */
export const asked: string[] = [];

/** A text as `i18n.getMessage` fills it in: `$NAME$` by its placeholder, that by position. */
export function textOf(key: string, substitutions: readonly string[] = []): string {
  const entry = (messages as Texts)[key];
  if (!entry) return '';
  const { placeholders = {} } = entry as { placeholders?: Record<string, { content: string }> };
  return entry.message.replace(/\$([A-Z]+)\$/g, (_, name: string) => {
    const position = Number(placeholders[name.toLowerCase()]?.content.slice(1));
    return substitutions[position - 1] ?? '';
  });
}

/** The redirect address of this browser, which a test may change. */
export const redirect = { own: 'https://keybearer.chromiumapp.org/' };

/** Where a page leads that is opened for a sign-in, which a test may change. */
export const webAuthFlow = {
  launch: async (_url: string): Promise<string | undefined> => undefined,
};

const nobodyCalls = { addListener: () => {}, removeListener: () => {} };

type TabListener = (tabId: number, change: { readonly status?: string }) => void;

/** Those who listen to changes of tabs. */
export const tabListeners = new Set<TabListener>();

export const browser = {
  tabs: {
    reload: async (_: number) => {},
    onUpdated: {
      addListener: (listener: TabListener) => void tabListeners.add(listener),
      removeListener: (listener: TabListener) => void tabListeners.delete(listener),
    },
  },
  i18n: { getMessage: textOf },
  identity: {
    getRedirectURL: () => redirect.own,
    launchWebAuthFlow: (flow: { readonly url: string }): Promise<string | undefined> =>
      webAuthFlow.launch(flow.url),
  },
  permissions: {
    contains: async () => false,
    getAll: async () => ({ origins: [], permissions: [] }),
    request: async ({ origins = [] }: { readonly origins?: readonly string[] }) => {
      asked.push(...origins);
      return true;
    },
    onAdded: nobodyCalls,
    onRemoved: nobodyCalls,
  },
};
