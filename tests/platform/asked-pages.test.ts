/** Who opens a page, as both browsers tell it (docs/platform.md). */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskedPage } from '../../src/app/ports';
import type { Origin } from '../../src/domain/site';
import { proves } from '../support/proves';

const fake = await vi.hoisted(async () =>
  (await import('../support/fake-web-request')).fakeWebRequest(),
);
vi.mock('../../src/platform/extension-api', () => ({ browser: fake.browser }));

const A = 'https://a.test' as Origin;
const EVIL = 'https://evil.test';

let told: AskedPage[];
let pages: typeof import('../../src/platform/asked-pages');

/** Loads the module as in a background that has just started. */
beforeEach(async () => {
  fake.reset();
  told = [];
  vi.resetModules();
  pages = await import('../../src/platform/asked-pages');
  pages.onPageAsked((page) => told.push(page));
});

async function ask(site: string | undefined, details: object = {}): Promise<void> {
  fake.events.onSendHeaders.fire({
    requestId: '1',
    url: `${A}/page`,
    type: 'main_frame',
    tabId: 7,
    requestHeaders: [
      { name: 'Cookie', value: 'canary' },
      ...(site === undefined ? [] : [{ name: 'Sec-Fetch-Site', value: site }]),
    ],
    ...details,
  });
  await new Promise((resolve) => setTimeout(resolve));
}

const by = () => told.map((page) => page.by);

describe('a page', () => {
  it('is opened by the user where the browser says that no page did', async () => {
    await ask('none');

    expect(told).toEqual([{ tabId: 7, origin: A, by: 'user' }]);
  });

  it('is opened by the site itself', async () => {
    await ask('same-origin', { initiator: A });
    await ask('same-origin', { originUrl: `${A}/before` });
    await ask('same-origin');

    expect(by()).toEqual(['site', 'site', 'site']);
  });

  proves('T26', 'is opened by another page, even if the browser hides which', async (tried) => {
    const others: readonly (readonly [string | undefined, object])[] = [
      ['cross-site', {}],
      ['same-site', {}],
      ['cross-site', { initiator: EVIL }],
      // A page that was opened by the user and redirects: the browser’s word and its initiator differ.
      ['none', { initiator: EVIL }],
      ['none', { originUrl: `${EVIL}/page` }],
      ['none', { initiator: 'null' }],
      ['same-origin', { initiator: EVIL }],
      ['same-site', { initiator: 'https://sub.a.test' }],
      // Plain http.
      [undefined, {}],
      ['', {}],
    ];
    for (const [site, details] of others) {
      await ask(site, details);
      expect(by().at(-1)).toBe('other');
      tried();
    }
  });

  it('is not told without a tab, or in a private window', async () => {
    fake.allowedInPrivate = true;
    fake.tabs.set(7, { incognito: true });
    await ask('none');
    await ask('none', { tabId: -1 });
    await ask('none', { incognito: true });

    expect(told).toEqual([]);
  });
});

describe('listening', () => {
  const filter = () => fake.filterOf('onSendHeaders');

  it('is everywhere in the first turn, then on the sites in question', () => {
    expect(filter()).toEqual(['https://*/*', 'http://*/*']);
    pages.watchAskedPages([A]);
    expect(filter()).toEqual(['https://a.test/*']);
    pages.watchAskedPages([]);
    expect(filter()).toBeUndefined();
  });

  it('begins anew when a site was allowed', () => {
    pages.watchAskedPages([A]);
    const added = fake.added();
    pages.watchAskedPages([A]);
    expect(fake.added()).toBe(added);

    pages.listenForPagesAgain();
    expect(fake.added()).toBe(added + 1);
  });

  it('asks for the headers by the option of the browser', async () => {
    expect(fake.optionsOf('onSendHeaders')).toEqual(['requestHeaders', 'extraHeaders']);
    fake.reset();
    fake.base = 'moz-extension://id/';
    pages.onPageAsked(() => {});
    expect(fake.optionsOf('onSendHeaders')).toEqual(['requestHeaders']);
  });
});
