/**
 * OAuth 2.0 client credentials against a real authorization server: a token that is set up once,
 * renewed before each end, and asked for no more often than that.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { OAUTH_CLIENTS } from '../lab/apis/oauth/oauth-clients.mjs';
import { tokenRequests } from '../lab/apis/oauth/token-requests.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { IXO_AUTH } from '../lab/demo/demo-profiles.mjs';
import { words } from '../lab/pages/keybearer.mjs';
import type { NewProfile } from '../lab/pages/profile-form.mjs';
import { startFloodingServer } from '../lab/server/flooding-server.mjs';
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
import { prepareVault } from './prepared';
import { refuseElsewhere, refuseOnSite } from './provoked';

const AUTH = IXO_AUTH;
const OWN = 'https://own.ixo.test';
const API = `${IXO}/v1/entities`;
const SCOPE = 'entities:read';

const label = (name: 'tokenUrl' | 'clientId' | 'clientSecret' | 'clientAuth') =>
  words(`field_oauth2_client_credentials_${name}`);
const optional = (name: 'scope' | 'resource') =>
  words('fieldOptional', words(`field_oauth2_client_credentials_${name}`));

function robot(changes: Partial<NewProfile> = {}, fields: Record<string, string> = {}): NewProfile {
  const { id, secret } = OAUTH_CLIENTS.service;
  return {
    name: 'Robot',
    site: IXO,
    scheme: words('scheme_oauth2_client_credentials'),
    fields: {
      [label('tokenUrl')]: `${AUTH}/oauth/token`,
      [label('clientId')]: id,
      [label('clientSecret')]: secret,
      [optional('scope')]: SCOPE,
      ...fields,
    },
    ...changes,
  };
}

let world: World;
let page: LabPage;
let mark: number;

beforeAll(async () => {
  world = await openWorld();
  // The default of oidc-provider: it refuses a request that comes from a page of an unknown origin.
  world.lab.oauth.settings.refusesOrigins = true;
  page = await world.browser.newPage(`${IXO}/blank`);
  await prepareVault(world);
  for (const host of [IXO, AUTH, OWN]) await world.browser.allowHost(`${host}/*`);
});

beforeEach(() => {
  world.lab.oauth.settings.lifetimeS = 600;
  mark = world.lab.log.mark();
});

afterAll(() => world?.close());

const asked = () => tokenRequests(world.lab.log, mark);

/** Gone for good: the next token is another. */
async function lockAndUnlock(): Promise<void> {
  await world.keybearer.lock(page);
  await world.keybearer.unlock(page, PASSPHRASE);
  await page.bringToFront();
}

describe('a token by client credentials', () => {
  it('is there once the profile is saved, and accepted', async () => {
    await world.keybearer.addProfile(robot());
    await untilInForce(world, IXO);
    await page.bringToFront();

    expect(await fetchStatus(page, API)).toBe(200);
    await open(page, API);
    expect(arrivals(world, API, mark).map(({ status }) => status)).toEqual([200, 200]);
    expect(asked()).toMatchObject([{ address: `${AUTH}/oauth/token`, status: 200 }]);
    expect(Object.fromEntries(asked()[0]?.parameters ?? [])).toEqual({
      grant_type: 'client_credentials',
      scope: SCOPE,
    });
    await open(page, `${IXO}/blank`);
  });

  it('is asked for by a request that does not say who asks', async () => {
    await lockAndUnlock();
    await untilInForce(world, IXO);

    const [request] = world.lab.log.since(mark).filter(({ url }) => url === '/oauth/token');
    expect(request?.headers.origin).toBeUndefined();
    expect(request?.headers.cookie).toBeUndefined();
    expect(request?.headers.referer).toBeUndefined();
    expect(JSON.stringify(request?.headers)).not.toContain(
      new URL(world.browser.extensionOrigin).host,
    );
  });

  it('is asked for once by 50 that want it, and not by a background that starts', async () => {
    await lockAndUnlock();
    await untilInForce(world, IXO);
    const manager = await world.keybearer.openManager();
    await manager.evaluate(() =>
      Promise.all(
        Array.from({ length: 50 }, () => chrome.runtime.sendMessage({ type: 'state/read' })),
      ),
    );
    await manager.close();
    expect(asked()).toHaveLength(1);

    for (let starts = 0; starts < 3; starts++) {
      await world.browser.stopBackground();
      await page.bringToFront();
      const popup = await world.browser.openPopup(page);
      await popup.waitForFunction(() => document.body.innerText.includes('Authorization'));
      await popup.close();
    }

    expect(asked()).toHaveLength(1);
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
      world.lab.oauth.settings.forgetsTokens = false;
    },
    300_000,
  );

  it('that the server refuses to give is told, with nothing sent', async () => {
    await world.keybearer.addProfile(
      robot({ name: 'Stranger', site: OWN }, { [label('clientSecret')]: 'not the secret' }),
    );
    await open(page, `${OWN}/blank`);

    await vi.waitFor(
      async () =>
        expect(await world.keybearer.verdict(page)).toContain(words('error_token_client_refused')),
      PATIENT,
    );

    expect(asked()).toHaveLength(1);
    expect(await fetchStatus(page, `${OWN}/v1/entities`)).toBe(401);
    await world.keybearer.removeProfile('Stranger');
  });

  proves('T18', 'an answer without a bound is given up, and holds up no lock', async (tried) => {
    const server = await startFloodingServer();
    try {
      await world.browser.allowHost('http://127.0.0.1/*');
      for (const kind of ['endless', 'gzip'] as const) {
        const tokenUrl = `${server.origin}/${kind}/200`;
        await world.keybearer.addProfile(
          robot({ name: 'Flood', site: OWN }, { [label('tokenUrl')]: tokenUrl }),
        );
        await open(page, `${OWN}/blank`);
        await vi.waitFor(
          async () =>
            expect(await world.keybearer.verdict(page)).toContain(words('error_token_unreadable')),
          PATIENT,
        );

        const [flood] = server.floods.filter(({ path }) => path === `/${kind}/200`);
        expect(await flood?.end).toBe('left');
        // The browser and the system hold far less ready; ten seconds bring gigabytes.
        if (kind === 'endless') expect(flood?.bytes).toBeLessThan(64 * 1024 * 1024);
        await lockAndUnlock();
        await world.keybearer.removeProfile('Flood');
        tried();
      }
    } finally {
      await server.stop();
    }
  });

  proves('T16', 'our own header stays away from a server on the API’s origin', async (tried) => {
    const { id, secret } = OAUTH_CLIENTS.servicePost;
    await world.keybearer.addProfile(
      robot(
        { name: 'Own', site: OWN },
        {
          [label('tokenUrl')]: `${OWN}/oauth/token`,
          [label('clientId')]: id,
          [label('clientSecret')]: secret,
          [label('clientAuth')]: words('option_oauth2_client_credentials_clientAuth_post'),
        },
      ),
    );
    await untilInForce(world, OWN);
    await open(page, `${OWN}/blank`);
    expect(await fetchStatus(page, `${OWN}/v1/entities`)).toBe(200);
    tried();

    // The same request by the site's own script, with a credential of its own.
    const pair = `Basic ${btoa('own:client')}`;
    await page.evaluate(
      // Suppresses the browser's password prompt after a refusal.
      (url, authorization) =>
        fetch(url, {
          method: 'POST',
          headers: { Authorization: authorization },
          credentials: 'omit',
        }).then(() => null),
      `${OWN}/oauth/token`,
      pair,
    );
    expect(asked().at(-1)?.authorization).toBe(pair);
    tried();
    // Our next request carries only the headers of this client.
    await lockAndUnlock();
    await vi.waitFor(() => expect(asked().at(-1)?.status).toBe(200), PATIENT);
    const own = asked().filter(({ address, status }) => address.startsWith(OWN) && status === 200);
    expect(own.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
    tried();
  });
});
