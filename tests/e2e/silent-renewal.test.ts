/**
 * A token without a refresh token is renewed by the session that the user has at a real authorization
 * server, in the background, and only for a tab that the user has opened.
 */
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LAB_REDIRECT_URI, OAUTH_CLIENTS } from '../lab/apis/oauth/oauth-clients.mjs';
import { signIn } from '../lab/apis/oauth/sign-in.mjs';
import { tokenRequests } from '../lab/apis/oauth/token-requests.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { IXO_AUTH } from '../lab/demo/demo-profiles.mjs';
import { clickOn, press, words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  fetchStatus,
  IXO,
  keepBackgroundAwake,
  open,
  openWorld,
  PATIENT,
  untilInForce,
  type World,
} from './harness';
import { prepareProfile, prepareVault, requestPermission } from './prepared';

const AUTH = IXO_AUTH;
const API = `${IXO}/v1/entities`;
const EVIL = 'https://evil.test';
/** Seconds: a token is renewed after eight to ten, and ten is the least that Keybearer takes. */
const LIFE_S = 12;

let world: World;
let page: LabPage;
let mark: number;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${IXO}/blank`);
  await prepareVault(world);
  const hosts = [`${IXO}/*`, `${AUTH}/*`];
  for (const host of hosts) await world.browser.allowHost(host);
  const manager = await world.keybearer.openManager('#/about');
  await requestPermission(world, manager, hosts);
  await manager.close();
});

beforeEach(() => {
  world.lab.oauth.settings.lifetimeS = LIFE_S;
  mark = world.lab.log.mark();
});

afterAll(() => world?.close());

function ada(silent: 'on' | 'off') {
  const field = (name: 'authorizationUrl' | 'tokenUrl' | 'clientId' | 'silent') =>
    words(`field_oauth2_authorization_code_${name}`);
  return {
    name: 'Ada',
    site: IXO,
    scheme: words('scheme_oauth2_authorization_code'),
    fields: {
      [field('authorizationUrl')]: `${AUTH}/oauth/authorize`,
      [field('tokenUrl')]: `${AUTH}/oauth/token`,
      [field('clientId')]: OAUTH_CLIENTS.page.id,
      [words('fieldOptional', words('field_oauth2_authorization_code_scope'))]:
        'openid entities:read',
      [field('silent')]: silent,
    },
  };
}

/** A person signs in at the provider, which may know them already. */
async function signInAsAda(says: string): Promise<void> {
  await open(page, `${IXO}/blank`);
  const popup = await world.browser.openPopup(page);
  const manager = await world.browser.opened(() => press(popup, words('signInBegin')));
  await signIn(world.browser, manager, AUTH);
  await manager.waitForSelector(`::-p-xpath(//*[@role='status' and contains(., '${says}')])`);
  await manager.close();
  await untilInForce(world, IXO);
  await page.bringToFront();
  mark = world.lab.log.mark();
}

/** The questions that no person has asked. */
const silentOnes = () =>
  world.lab.log
    .since(mark)
    .filter(({ host, url }) => host === 'auth.ixo.test' && url.includes('prompt=none'))
    .map(({ url }) => new URL(url, AUTH).searchParams);

/** Until the API refuses, as the page sees it. */
async function untilEnded(): Promise<void> {
  await vi.waitFor(
    async () => {
      await keepBackgroundAwake(world);
      expect(await fetchStatus(page, API)).toBe(401);
    },
    { timeout: 60_000, interval: 200 },
  );
}

async function untilRenewed(): Promise<void> {
  await vi.waitFor(
    async () => {
      await keepBackgroundAwake(world);
      expect(await fetchStatus(page, API)).toBe(200);
    },
    { timeout: 60_000, interval: 200 },
  );
}

const verdictSays = (text: string) =>
  vi.waitFor(async () => expect(await world.keybearer.popupText(page)).toContain(text), PATIENT);

/** Another person signs in at the provider, in a tab of the same browser and for the same client. */
async function signInAsBob(): Promise<void> {
  const verifier = 'a verifier that this test never needs again, long enough';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const asked = new URLSearchParams({
    client_id: OAUTH_CLIENTS.page.id,
    response_type: 'code',
    scope: 'openid entities:read',
    redirect_uri: LAB_REDIRECT_URI,
    prompt: 'login',
    code_challenge: Buffer.from(digest).toString('base64url'),
    code_challenge_method: 'S256',
  });
  const tab = await world.browser.newPage(`${AUTH}/oauth/authorize?${asked}`);
  const login = await tab.waitForSelector('input[name="login"]');
  await login?.type('bob');
  await clickOn(await tab.waitForSelector('button[value="continue"]'));
  await clickOn(await tab.waitForSelector(`::-p-xpath(//button[text()='Allow'])`));
  await world.lab.log.waitFor(({ url }) => url.startsWith('/callback?'), { from: mark });
  await tab.close();
  await page.bringToFront();
}

/** The users whose tokens the API has got. */
function usersSeen(): readonly (string | undefined)[] {
  const tokens = arrivals(world, API, mark).flatMap(({ authorization = '' }) =>
    authorization === '' ? [] : [authorization.replace('Bearer ', '')],
  );
  return [...new Set(tokens)].map((token) => decodeJwt(token).sub);
}

describe('a token without a refresh token', () => {
  it('is not renewed where the user has not switched that on', async () => {
    await prepareProfile(world, ada('off'));
    await page.bringToFront();
    await signInAsAda('until the token expires');
    expect(await fetchStatus(page, API)).toBe(200);

    await untilEnded();

    expect(silentOnes()).toEqual([]);
    await verdictSays(words('error_signed_out'));
    await world.keybearer.removeProfile('Ada');
    world.lab.oauth.revokeAll();
  });

  proves(
    'F10',
    'it is renewed across its ends by the session at the server, and no request goes without',
    async (tried) => {
      await prepareProfile(world, ada('on'));
      await page.bringToFront();
      await signInAsAda(words('signInDoneSilently'));

      const renewed = () => tokenRequests(world.lab.log, mark).length;
      while (arrivals(world, API, mark).length < 300 || renewed() < 2) {
        expect(await fetchStatus(page, API)).toBe(200);
        await keepBackgroundAwake(world);
      }

      const seen = arrivals(world, API, mark);
      expect(seen.length).toBeGreaterThanOrEqual(300);
      expect(seen.filter(({ authorization }) => authorization === undefined)).toEqual([]);
      expect(seen.filter(({ status }) => status !== 200)).toEqual([]);
      expect(new Set(seen.map(({ authorization }) => authorization)).size).toBeGreaterThan(1);
      expect(silentOnes()).toHaveLength(renewed());
      for (const asked of silentOnes()) {
        expect(asked.get('code_challenge_method')).toBe('S256');
        expect(asked.get('state')).toMatch(/^[\w-]{40,}$/);
      }
      tried(seen.length);
    },
    240_000,
  );

  proves('T26', 'no page of another site that opens this one gets one', async (tried) => {
    await untilRenewed();
    await open(page, `${EVIL}/blank`);
    await page.evaluate((site) => {
      location.href = site;
    }, `${IXO}/blank`);
    await page.waitForFunction((site) => location.origin === site, {}, IXO);
    mark = world.lab.log.mark();

    await untilEnded();
    expect(silentOnes()).toEqual([]);
    tried();

    // The same address, opened by the user.
    await open(page, `${IXO}/blank`);
    await untilRenewed();
    expect(silentOnes()).toHaveLength(1);
    tried();
  });

  proves('T16', 'the token of another user is not taken', async (tried) => {
    await untilRenewed();
    await signInAsBob();

    await untilEnded();

    await verdictSays(words('error_sign_in_other_user'));
    expect(usersSeen()).toEqual(['ada']);
    tried();
  });

  it('ends in Sign in once the server wants to see the user', async () => {
    world.lab.oauth.revokeAll();
    await signInAsAda(words('signInDoneSilently'));
    world.lab.oauth.revokeAll();

    await untilEnded();

    await verdictSays(words('error_sign_in_needed'));
    expect(silentOnes()).toHaveLength(1);
    expect(tokenRequests(world.lab.log, mark)).toEqual([]);
  });
});
