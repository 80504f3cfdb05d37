/** Firefox's differences that a person can notice; docs/platform.md lists them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { press, words } from '../lab/pages/keybearer.mjs';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  openWorld,
  PASSPHRASE,
  PROFILES,
  type World,
} from './harness';

let world: World;
let page: LabPage;

const NOT_ALLOWED = words('cause_not_allowed', new URL(GLUWA).host);

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.createVault(page, PASSPHRASE);
  await world.keybearer.addProfileForPage(page, PROFILES.apiKey);
});

afterAll(() => world?.close());

async function headerSent(): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await fetchStatus(page, ENDPOINTS.basic);
  return arrivals(world, ENDPOINTS.basic, mark)[0]?.authorization;
}

describe('the permission prompt', () => {
  it('is the browser’s own; a refusal leaves the site as it was', async () => {
    const popup = await world.browser.openPopup(page);

    await press(popup, words('verdictAllow', 'api.gluwa.test'));

    await expect.poll(() => headerSent()).toBeUndefined();
    await world.keybearer.untilVerdict(page, NOT_ALLOWED);
  });

  it('brings the header with the next request once it is accepted', async () => {
    await world.browser.allowHost(`${GLUWA}/*`);

    await world.keybearer.allowInPopup(page, 'api.gluwa.test');

    expect(await headerSent()).toBe('Basic YWJjZDoxMjM0');
  });

  it('has no effect any more once the permission is taken away, and says so', async () => {
    await world.browser.revokeHost(`${GLUWA}/*`);

    expect(await headerSent()).toBeUndefined();
    await expect.poll(() => world.keybearer.verdict(page)).toContain(NOT_ALLOWED);
  });
});

describe('passkeys', () => {
  it('are not offered, and settings say why', async () => {
    const settings = await world.keybearer.openManager('#/settings');

    await settings.waitForSelector(`::-p-xpath(//p[text()="${words('passkeysNotHere')}"])`);

    const add = `::-p-aria([name="${words('passkeyAdd')}"][role="button"])`;
    expect(await settings.$(add)).toBeNull();
    // The sentence is true: a passkey of the extension's own is refused.
    const refused = await settings.evaluate(() =>
      navigator.credentials
        .create({
          publicKey: {
            challenge: new Uint8Array(32),
            rp: { name: 'Keybearer' },
            user: { id: new Uint8Array(32), name: 'x', displayName: 'x' },
            pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
          },
        })
        .then(
          () => 'made',
          ({ name }: DOMException) => name,
        ),
    );
    expect(refused).toBe('SecurityError');
    await settings.close();
  });
});
