/**
 * OAuth 2.0 by signing in, against a real authorization server: a person signs in once, in a window
 * of the browser, and the token lives on through ends, restarts and locks until it is revoked.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { EMPTY_CONTENT } from '../../src/vault/content';
import { badIssuer } from '../lab/apis/oauth/bad-oauth-modes.mjs';
import { createOauthClient } from '../lab/apis/oauth/oauth-client.mjs';
import { OAUTH_CLIENTS } from '../lab/apis/oauth/oauth-clients.mjs';
import { agree, connectDevice, refuse, signIn } from '../lab/apis/oauth/sign-in.mjs';
import { tokenRequests } from '../lab/apis/oauth/token-requests.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { IXO_AUTH } from '../lab/demo/demo-profiles.mjs';
import { press, words } from '../lab/pages/keybearer.mjs';
import type { NewProfile } from '../lab/pages/profile-form.mjs';
import { clickInRow } from '../lab/pages/profile-row.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  fetchStatus,
  IXO,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  untilInForce,
  type World,
} from './harness';
import { prepareProfile, prepareVault, sendFrom } from './prepared';
import { refuseElsewhere, refuseOnSite } from './provoked';
import { storedContents } from './stored-contents';

const AUTH = IXO_AUTH;
const OWN = 'https://own.ixo.test';
const BAD = 'https://bad-auth.test';
const API = `${IXO}/v1/entities`;

const label = (name: 'authorizationUrl' | 'tokenUrl' | 'clientId') =>
  words(`field_oauth2_authorization_code_${name}`);
const optional = (name: 'issuer' | 'scope' | 'revocationUrl') =>
  words('fieldOptional', words(`field_oauth2_authorization_code_${name}`));

/** A profile of a server with its endpoints at the lab's addresses. */
function person(issuer: string, changes: Partial<NewProfile> = {}): NewProfile {
  const path = issuer.startsWith(BAD) ? '' : '/oauth';
  return {
    name: 'Ada',
    site: IXO,
    scheme: words('scheme_oauth2_authorization_code'),
    fields: {
      [optional('issuer')]: issuer,
      [label('authorizationUrl')]: `${issuer}${path}/authorize`,
      [label('tokenUrl')]: `${issuer}${path}/token`,
      [label('clientId')]: OAUTH_CLIENTS.app.id,
      [optional('scope')]: 'entities:read',
      [optional('revocationUrl')]: `${issuer}${path}/revoke`,
    },
    ...changes,
  };
}

let profileDir: string;
let world: World;
let page: LabPage;
let mark: number;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-sign-in-'));
  world = await openWorld({ profileDir });
  world.lab.oauth.settings.refusesOrigins = true;
  page = await world.browser.newPage(`${IXO}/blank`);
  await prepareVault(world);
  await allowAll();
});

beforeEach(() => {
  world.lab.oauth.settings.lifetimeS = 600;
  mark = world.lab.log.mark();
});

afterAll(async () => {
  await world?.close();
  await rm(profileDir, { recursive: true, force: true });
});

async function allowAll(): Promise<void> {
  for (const host of [IXO, AUTH, OWN, BAD]) await world.browser.allowHost(`${host}/*`);
}

/** The next token is a new one, under the server's current settings. */
async function lockAndUnlock(): Promise<void> {
  await world.keybearer.lock(page);
  await world.keybearer.unlock(page, PASSPHRASE);
  await untilInForce(world, IXO);
  await page.bringToFront();
}

const asked = () => tokenRequests(world.lab.log, mark);
const grants = () => asked().map(({ parameters }) => parameters.get('grant_type'));

/** Signs in and returns the manager's last sentence. */
async function signInFor(
  site: string,
  server: string,
  what: (provider: LabPage) => Promise<void> = agree,
): Promise<string> {
  await open(page, `${site}/blank`);
  const popup = await world.browser.openPopup(page);
  const manager = await world.browser.opened(() => press(popup, words('signInBegin')));
  await signIn(world.browser, manager, server, what);
  const said = await result(manager);
  await manager.close();
  await page.bringToFront();
  return said;
}

async function result(manager: LabPage): Promise<string> {
  const found = await manager.waitForSelector(
    `::-p-xpath(//*[@role='alert' or (@role='status' and contains(., '${words('signInDone')}'))])`,
  );
  return (await found?.evaluate(({ textContent }) => textContent)) ?? '';
}

const verdictSays = (text: string) =>
  vi.waitFor(async () => expect(await world.keybearer.popupText(page)).toContain(text), PATIENT);

describe('signing in', () => {
  it('is asked for where the user is not signed in, and nothing is sent till then', async () => {
    await world.keybearer.addProfile(person(AUTH));
    await page.bringToFront();

    await verdictSays(words('error_signed_out'));
    expect(await fetchStatus(page, API)).toBe(401);
  });

  it('leads through the provider’s own pages to a token that the API accepts', async () => {
    expect(await signInFor(IXO, AUTH)).toBe(words('signInDone'));
    await untilInForce(world, IXO);

    expect(await fetchStatus(page, API)).toBe(200);
    const [request, ...more] = asked();
    expect(more).toEqual([]);
    expect(Object.fromEntries(request?.parameters ?? [])).toEqual({
      grant_type: 'authorization_code',
      client_id: OAUTH_CLIENTS.app.id,
      code: expect.any(String),
      code_verifier: expect.stringMatching(/^[\w-]{43,}$/),
      redirect_uri: expect.stringMatching(/^https:\/\//),
    });
  });

  it('outlives a restart: unlocking is enough', async () => {
    // The new token is not renewed soon: a reload between the server's answer and its storage may end the
    // sign-in, and is no restart.
    await lockAndUnlock();
    await world.browser.reloadExtension();
    await world.keybearer.unlock(page, PASSPHRASE);
    await untilInForce(world, IXO);
    mark = world.lab.log.mark();

    await world.restartBrowser();
    await allowAll();
    page = await world.browser.newPage(`${IXO}/blank`);
    await world.keybearer.unlock(page, PASSPHRASE);
    await untilInForce(world, IXO);
    await page.bringToFront();

    expect(grants()).toEqual(['refresh_token']);
    expect(await fetchStatus(page, API)).toBe(200);
  });

  proves(
    'T26',
    'a page of another site provokes no request for a token by refusals, the site itself one',
    async (tried) => {
      await lockAndUnlock();
      await untilInForce(world, IXO);
      mark = world.lab.log.mark();
      world.lab.oauth.settings.forgetsTokens = true;
      const refusing = { world, url: API, asked };
      tried(await refuseElsewhere(refusing));
      tried(await refuseOnSite(page, refusing));
      expect(grants()).toEqual(['refresh_token']);
      world.lab.oauth.settings.forgetsTokens = false;
    },
    300_000,
  );

  proves('F10', 'one that the server has ended is withdrawn, and asked for anew', async (tried) => {
    world.lab.oauth.settings.lifetimeS = 12;
    await lockAndUnlock();
    world.lab.oauth.revokeAll();

    await vi.waitFor(async () => {
      expect(await world.keybearer.popupText(page)).toContain(words('error_sign_in_ended'));
    }, PATIENT);

    expect(await fetchStatus(page, API)).toBe(401);
    expect(asked().filter(({ status }) => status === 400)).toHaveLength(1);
    world.lab.oauth.settings.lifetimeS = 600;
    expect(await signInFor(IXO, AUTH)).toBe(words('signInDone'));
    await untilInForce(world, IXO);
    expect(await fetchStatus(page, API)).toBe(200);
    tried();
  });

  it('is over when the user signs out, and the provider is told', async () => {
    const manager = await world.keybearer.openManager();
    await clickInRow(manager, 'Ada', `button[text()='${words('signOut')}']`);
    await manager.waitForSelector(`::-p-xpath(//*[text()='${words('signOutTold')}'])`);
    await manager.close();
    await page.bringToFront();

    await vi.waitFor(async () => expect(await fetchStatus(page, API)).toBe(401), PATIENT);
    expect(world.lab.log.since(mark).filter(({ url }) => url === '/oauth/revoke')).toMatchObject([
      { status: 200 },
    ]);
    await verdictSays(words('error_signed_out'));
  });

  proves('T28', 'ends at the provider when it leaves the bin, not before', async (tried) => {
    world.lab.oauth.revokeAll();
    expect(await signInFor(IXO, AUTH)).toBe(words('signInDone'));
    await untilInForce(world, IXO);
    const [{ profiles } = EMPTY_CONTENT] = await storedContents(world, PASSPHRASE);
    const { refreshToken } = profiles[0]?.headers[0] ?? {};
    const { isActive } = await createOauthClient(world.lab, AUTH, OAUTH_CLIENTS.app);
    const manager = await world.keybearer.openManager('#/about');

    const profileIds = profiles.map(({ id }) => id);
    await sendFrom(manager, { type: 'profile/remove', profileIds });
    expect(await isActive(refreshToken)).toBe(true);
    tried();

    await sendFrom(manager, { type: 'bin/empty' });
    await vi.waitFor(async () => expect(await isActive(refreshToken)).toBe(false), PATIENT);
    const revoking = () => world.lab.log.since(mark).filter(({ url }) => url === '/oauth/revoke');
    await vi.waitFor(() => expect(revoking()).toMatchObject([{ status: 200 }]), PATIENT);
    for (const { headers } of revoking()) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('origin');
    }
    tried();
    await manager.close();
    await page.bringToFront();
  });

  it('that is refused leaves everything as it was', async () => {
    await prepareProfile(world, person(AUTH, { name: 'Refused', site: BAD }));
    // The provider knows this browser no more, so it asks.
    world.lab.oauth.revokeAll();
    await page.bringToFront();

    expect(await signInFor(BAD, AUTH, refuse)).toBe(words('error_sign_in_refused'));

    expect(asked()).toEqual([]);
    await world.keybearer.removeProfile('Refused');
  });

  proves('T16', 'an answer that belongs to something else is not taken', async (tried) => {
    for (const mode of ['wrong-state', 'no-state', 'wrong-iss'] as const) {
      await prepareProfile(world, person(badIssuer(mode), { name: mode, site: BAD }));
      await page.bringToFront();
      await open(page, `${BAD}/blank`);
      const popup = await world.browser.openPopup(page);
      const manager = await world.browser.opened(() => press(popup, words('signInBegin')));
      await press(manager, words('signInBegin'));

      expect(await result(manager)).toBe(words('error_sign_in_mismatch'));
      expect(asked()).toEqual([]);
      await manager.close();
      await world.keybearer.removeProfile(mode);
      tried();
    }
  });

  proves('T16', 'our own header stays away from the pages one signs in on', async (tried) => {
    await prepareProfile(world, {
      ...person(OWN, { name: 'Own', site: OWN }),
      moreHeaders: [
        {
          scheme: words('scheme_api_key'),
          fields: {
            [words('field_api_key_headerName')]: 'X-Api-Key',
            [words('field_api_key_key')]: 'own key',
          },
        },
      ],
    });
    await untilInForce(world, OWN);
    expect(await signInFor(OWN, OWN)).toBe(words('signInDone'));

    const requests = world.lab.log.since(mark).filter(({ host }) => host === 'own.ixo.test');
    const server = requests.filter(({ url }) => url.startsWith('/oauth/'));
    expect(server.length).toBeGreaterThan(4);
    for (const { headers } of server) {
      expect(headers).not.toHaveProperty('x-api-key');
      tried();
    }
    // The token is back with the next address that is opened.
    await vi.waitFor(async () => {
      await open(page, `${OWN}/blank`);
      const sent = arrivals(world, `${OWN}/blank`, mark).at(-1);
      expect(sent?.apiKey).toBe('own key');
      expect(sent?.authorization).toMatch(/^Bearer /);
    }, PATIENT);
  });
});

describe('signing in with a code', () => {
  it('waits until the user has entered it, here or elsewhere', async () => {
    const issuer = AUTH;
    const name = (field: 'deviceUrl' | 'tokenUrl' | 'clientId') =>
      words(`field_oauth2_device_code_${field}`);
    await world.keybearer.addProfile({
      name: 'Device',
      site: BAD,
      scheme: words('scheme_oauth2_device_code'),
      fields: {
        [name('deviceUrl')]: `${issuer}/oauth/device/code`,
        [name('tokenUrl')]: `${issuer}/oauth/token`,
        [name('clientId')]: OAUTH_CLIENTS.device.id,
        [words('fieldOptional', words('field_oauth2_device_code_scope'))]: 'entities:read',
      },
    });
    world.lab.oauth.revokeAll();
    await open(page, `${BAD}/blank`);
    const popup = await world.browser.openPopup(page);
    const manager = await world.browser.opened(() => press(popup, words('signInBegin')));
    await press(manager, words('signInBegin'));
    const link = words('signInOpenPage', new URL(issuer).host);
    await manager.waitForSelector(`::-p-aria([name="${link}"][role="link"])`);
    // The person has not opened the server's page yet.
    await vi.waitFor(() => expect(asked().at(-1)?.status).toBe(400), PATIENT);

    const provider = await world.browser.opened(() => press(manager, link, 'link'), issuer);
    await connectDevice(provider);
    await provider.close();
    await manager.bringToFront();

    expect(await result(manager)).toBe(words('signInDone'));
    await manager.close();
    await untilInForce(world, BAD);
  });
});
