/** The address to which a server redirects: `fetch` hides it, and an event of the browser shows it. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askServerSeeingRedirects } from '../../src/platform/seen-redirects';
import { fakeWebRequest } from '../support/fake-web-request';

const fake = vi.hoisted(() => ({ current: undefined as never as { browser: object } }));
vi.mock('../../src/platform/extension-api', () => ({
  get browser() {
    return fake.current.browser;
  },
}));

const ADDRESS = 'https://auth.test/x';
const REDIRECT = {
  url: ADDRESS,
  tabId: -1,
  statusCode: 308,
  responseHeaders: [{ name: 'Location', value: '/x/' }],
};

let web: ReturnType<typeof fakeWebRequest>;
let answer: () => Promise<Response>;

beforeEach(() => {
  web = fakeWebRequest();
  const permissions = { contains: async () => true };
  fake.current = { browser: { ...web.browser, permissions } };
  vi.useFakeTimers();
  vi.stubGlobal('fetch', () => answer());
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const hidden = () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
/** Chromium reports a redirect in the first of these, Firefox in the second. */
const EVENTS = ['onBeforeRedirect', 'onResponseStarted'] as const;

describe.each(EVENTS)('a request whose redirects are seen in %s', (name) => {
  const event = () => web.events[name];

  it('shows where a redirect leads, told before the answer or after it', async () => {
    for (const order of ['before', 'after']) {
      answer = async () => {
        if (order === 'before') event().fire(REDIRECT);
        else setTimeout(() => event().fire(REDIRECT), 100);
        return hidden();
      };

      const asked = askServerSeeingRedirects(ADDRESS);
      await vi.runAllTimersAsync();

      const { status, headers } = await asked;
      expect(status).toBe(308);
      expect(headers.get('Location')).toBe('/x/');
    }
  });

  it('listens on its host only, and no longer than it lasts', async () => {
    let filter: readonly string[] | undefined;
    answer = async () => {
      filter = web.filterOf(name);
      return new Response('');
    };

    await askServerSeeingRedirects('https://auth.test:8443/x');

    expect(filter).toEqual(['https://auth.test/*']);
    expect(event().registered.size).toBe(0);
    answer = async () => {
      throw new TypeError('Failed to fetch');
    };
    await expect(askServerSeeingRedirects(ADDRESS)).rejects.toThrow(TypeError);
    expect(event().registered.size).toBe(0);
  });

  it.each([
    ['of a tab', { ...REDIRECT, tabId: 7 }],
    ['of another address', { ...REDIRECT, url: 'https://auth.test/y' }],
    ['that names no address', { ...REDIRECT, responseHeaders: [] }],
  ])('does not take the redirect %s for its own', async (_, details) => {
    answer = async () => {
      event().fire(details);
      return hidden();
    };

    const asked = askServerSeeingRedirects(ADDRESS);
    await vi.runAllTimersAsync();

    expect((await asked).type).toBe('opaqueredirect');
  });
});
