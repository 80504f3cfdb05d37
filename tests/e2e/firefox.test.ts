/** Firefox's differences that a person can notice; docs/platform.md lists them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD_AUTH_ORIGIN, badIssuer } from '../lab/apis/oauth/bad-oauth-modes.mjs';
import { tokenRequests } from '../lab/apis/oauth/token-requests.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { press, words } from '../lab/pages/keybearer.mjs';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  open,
  openWorld,
  PASSPHRASE,
  PROFILES,
  type World,
} from './harness';
import { prepareProfile } from './prepared';

let world: World;
let page: LabPage;

const NOT_ALLOWED = words('cause_not_allowed', new URL(GLUWA).host);

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.createVault(page, PASSPHRASE);
  await world.keybearer.addProfileForPage(page, PROFILES.apiKey, { isAllowed: false });
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

    await press(popup, words('verdictAllowHere'));

    await expect.poll(() => headerSent()).toBeUndefined();
    await world.keybearer.untilVerdict(page, NOT_ALLOWED);
  });

  it('brings the header with the next request once it is accepted', async () => {
    await world.browser.allowHost(`${GLUWA}/*`);

    await world.keybearer.allowInPopup(page);

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

describe('the redirect address on this computer', () => {
  it('leads a sign-in back to the extension, and the provider sees no other', async () => {
    const site = BAD_AUTH_ORIGIN;
    const issuer = badIssuer('good');
    const label = (name: 'authorizationUrl' | 'tokenUrl' | 'clientId' | 'redirect') =>
      words(`field_oauth2_authorization_code_${name}`);
    await world.browser.allowHost(`${site}/*`);
    await prepareProfile(world, {
      name: 'Desktop',
      site,
      scheme: words('scheme_oauth2_authorization_code'),
      fields: {
        [label('authorizationUrl')]: `${issuer}/authorize`,
        [label('tokenUrl')]: `${issuer}/token`,
        [label('clientId')]: 'desktop',
        [label('redirect')]: 'loopback',
      },
    });
    await open(page, `${site}/blank`);
    const mark = world.lab.log.mark();
    const popup = await world.browser.openPopup(page);
    const manager = await world.browser.opened(() => press(popup, words('signInBegin')));

    await press(manager, words('signInBegin'));

    await manager.waitForSelector(
      `::-p-xpath(//*[@role='status' and contains(., "${words('signInDone')}")])`,
    );
    const requests = world.lab.log.since(mark);
    const opened = requests.find(({ url }) => url.startsWith('/good/authorize'));
    const [exchange] = tokenRequests(world.lab.log, mark);
    const named = new URL(opened?.url ?? '', site).searchParams.get('redirect_uri');
    expect(named).toMatch(/^http:\/\/127\.0\.0\.1\/mozoauth2\/[0-9a-f]{40}\/$/);
    expect(exchange?.parameters.get('redirect_uri')).toBe(named);
    await manager.close();
  });
});
