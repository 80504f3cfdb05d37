/** The changes of an update are told once: to those whom they concern, and until they have read them. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unlock } from '../../src/app/keys/unlock';
import { lock } from '../../src/app/lock/lock';
import { dismissNews, newsFor } from '../../src/app/pages/news';
import { readState } from '../../src/app/pages/read-state';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { openVault } from '../../src/app/vault/open-vault';
import { NEWS } from '../../src/domain/news';
import type { Profile } from '../../src/domain/profile';
import type { BrowserTraits } from '../../src/rules/rule';
import { opened } from '../support/app-states';
import { CHROME, FIREFOX } from '../support/browsers';
import { stored } from '../support/copies';
import { SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';
import five from '../vectors/vault-format-5.json';
import later from '../vectors/vault-later-format.json';

let profile: Profile;

beforeAll(async () => {
  const browser = await withVault(five);
  const { content } = await openVault(browser.ports);
  const [first] = content.profiles;
  if (!first) throw new Error('The vector has a profile.');
  profile = first;
});

async function withVault({
  text,
  passphrase,
}: {
  readonly text: string;
  readonly passphrase: string;
}): Promise<FakeBrowser> {
  const browser = fakeBrowser();
  browser.storage = stored(text);
  await unlock(browser.ports, passphrase);
  return browser;
}

function toldIn(browser: BrowserTraits, profiles: readonly Profile[], dismissed = NEWS.slice(3)) {
  return newsFor({ news: NEWS, profiles }, browser, dismissed).map(({ news }) => news);
}

/** On one site with this path, and with one header that has these. */
function at(path: string, ...paths: readonly string[]): Profile {
  const [header] = profile.headers;
  const [site] = profile.sites;
  // Cast: spelled as the parser returns them.
  return {
    ...profile,
    sites: [{ ...site, path }],
    headers: [{ ...header, paths }],
  } as unknown as Profile;
}

describe('news', () => {
  it('are those of the browser', () => {
    expect(toldIn(FIREFOX, [at('/')])).toEqual(['pictures-left-out']);
    expect(toldIn(CHROME, [at('/')])).toEqual(['cache-kept-out']);
  });

  it('name the paths that cover less than before, at most four', () => {
    const told = (...profiles: readonly Profile[]) =>
      newsFor({ news: ['paths-exact'], profiles }, CHROME, []);

    expect(told(at('/'), at('/v1/', '/v1/*', '/v1/a*'))).toEqual([]);
    expect(told(at('/alice', '/alice/v1'), at('/'), at('/alice'))).toEqual([
      { news: 'paths-exact', paths: ['/alice', '/alice/v1'] },
    ]);
    expect(told(at('/', '/1', '/2', '/3', '/4', '/5'))).toEqual([
      { news: 'paths-exact', paths: ['/1', '/2', '/3', '/4'] },
    ]);
  });

  it('are none without a profile: nothing was sent that could change', () => {
    expect(toldIn(FIREFOX, [])).toEqual([]);
  });

  it('are not those that are dismissed', () => {
    expect(toldIn(CHROME, [at('/v1')], ['cache-kept-out'])).toEqual(['paths-exact']);
  });
});

describe('a vault of an older format', () => {
  let browser: FakeBrowser;

  beforeEach(async () => {
    browser = await withVault(five);
  });

  it('tells them until they are dismissed, and never again', async () => {
    const told = async () => opened(await readState(browser.ports)).news.map(({ news }) => news);
    expect(await told()).toContain('cache-kept-out');

    await dismissNews(browser.ports);

    expect(await told()).toEqual([]);
    await lock(browser.ports);
    await unlock(browser.ports, five.passphrase);
    expect(await told()).toEqual([]);
    await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });
    expect(await told()).toEqual([]);
  });
});

describe('a vault that can only be read', () => {
  it('is not written, and they are gone until the browser is closed', async () => {
    const browser = await withVault({ text: later.readable, passphrase: later.passphrase });
    const told = async () => opened(await readState(browser.ports)).news;
    expect(await told()).not.toEqual([]);

    await dismissNews(browser.ports);

    expect(await told()).toEqual([]);
    await lock(browser.ports);
    await unlock(browser.ports, later.passphrase);
    expect(await told()).toEqual([]);
    expect(browser.storage).toEqual(stored(later.readable));
    browser.session = {};
    await unlock(browser.ports, later.passphrase);
    expect(await told()).not.toEqual([]);
  });
});
