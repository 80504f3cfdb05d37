/** A request of our own with the header in force: its rule is there for it, and for nothing after it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../src/app/keys/create-vault';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { compose } from '../../src/background/compose';
import { CHROME } from '../support/browsers';
import { draftOf } from '../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../support/fake-ports';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const API = 'https://api.test';
const ADDRESS = `${API}/v1/orders?q=1`;
const TOKEN = 'token-canary-1234';

let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
/** The answer of the server and the browser to the request. */
let answer: () => Promise<Response>;

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
  const profile = draftOf('API', API, 'bearer', { token: TOKEN });
  await saveProfile(browser.ports, { profile, pick: true });
  background = compose({ ...browser.ports, fetch: () => answer() });
  await background.perform({ type: 'state/read' });
  answer = async () => {
    tell();
    return new Response('fine');
  };
});

/** The browser tells of it, as it left. */
function tell(): void {
  const initiator = `chrome-extension://${CHROME.ownDomain}`;
  const sent = [['authorization', `Bearer ${TOKEN}`]] as const;
  const request = { at: browser.now, url: ADDRESS, method: 'GET', type: 'xmlhttprequest' };
  background.seeRequest(
    { ...request, tabId: -1, initiator, sent },
    { kind: 'answered', status: 200, headers: [], from: 'server' },
  );
}

function rulesForUs(): number {
  return browser.rules.filter(({ condition }) => condition.urlFilter === `|${ADDRESS}|`).length;
}

describe('a test request', () => {
  it('has a rule of its own as long as it runs', async () => {
    let during = 0;
    answer = async () => {
      during = rulesForUs();
      tell();
      return new Response('fine');
    };

    const result = await background.runTest(ADDRESS, 'GET');

    expect(result).toMatchObject({ ok: true, status: 200, body: 'fine' });
    expect(during).toBe(1);
    expect(rulesForUs()).toBe(0);
  });

  it('leaves no rule behind when the server does not answer', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));

    const result = await background.runTest(ADDRESS, 'GET');

    // The browser has reported no event either.
    expect(result).toMatchObject({ ok: false });
    expect(rulesForUs()).toBe(0);
  });

  it('tells the header as it was sent, without its secret', async () => {
    const result = await background.runTest(ADDRESS, 'GET');

    expect(result).toMatchObject({ sent: ['Authorization: Bearer …1234'] });
    expect(JSON.stringify(result)).not.toContain('token-canary');
  });
});
