/**
 * Sign-in metadata from servers, proposed by the form: the requests that go out for these, and those
 * that never do.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BAD_API_ORIGIN, badResource, LIES, type LieName } from '../lab/apis/oauth/bad-api.mjs';
import { badIssuer } from '../lab/apis/oauth/bad-oauth-modes.mjs';
import { OAUTH_CLIENTS } from '../lab/apis/oauth/oauth-clients.mjs';
import { tokenRequests } from '../lab/apis/oauth/token-requests.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { IXO_AUTH, PROFILES } from '../lab/demo/demo-profiles.mjs';
import { choose, fill, press } from '../lab/pages/controls.mjs';
import { words } from '../lab/pages/keybearer.mjs';
import { field, fillCredential, submitProfile } from '../lab/pages/profile-form.mjs';
import { proves } from '../support/proves';
import { fetchStatus, IXO, openWorld, untilInForce, type World } from './harness';
import { prepareProfile, prepareVault } from './prepared';

const FOR_PROGRAMS = words('scheme_oauth2_client_credentials');
const LABELS = {
  issuer: words('fieldOptional', words('field_oauth2_client_credentials_issuer')),
  tokenUrl: words('field_oauth2_client_credentials_tokenUrl'),
  clientId: words('field_oauth2_client_credentials_clientId'),
  clientSecret: words('field_oauth2_client_credentials_clientSecret'),
  scope: words('fieldOptional', words('field_oauth2_client_credentials_scope')),
};
const AUTH_HOST = new URL(IXO_AUTH).host;

let world: World;
let page: LabPage;
let mark: number;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${IXO}/blank`);
  await prepareVault(world);
  for (const host of [IXO, IXO_AUTH, BAD_API_ORIGIN, new URL(badIssuer('good')).origin]) {
    await world.browser.allowHost(`${host}/*`);
  }
});

beforeEach(() => {
  mark = world.lab.log.mark();
});

afterAll(() => world?.close());

/** A form for a new profile on this site. */
async function newForm(site: string, scheme?: string): Promise<LabPage> {
  const form = await world.keybearer.openManager('#/profile/new');
  await fill(form, words('formSite'), site);
  if (scheme) await choose(form, field('formScheme'), scheme);
  return form;
}

async function giveUp(form: LabPage): Promise<void> {
  await press(form, words('cancel'));
  await form.waitForSelector('form', { hidden: true });
  await form.close();
}

function valueAt(form: LabPage, label: string): Promise<string | undefined> {
  return form.evaluate((wanted) => {
    const labels = [...document.querySelectorAll('label')];
    const { control } = labels.find(({ textContent }) => textContent === wanted) ?? {};
    // Cast: those with a label of their own are fields.
    return (control as HTMLInputElement | undefined)?.value;
  }, label);
}

/** Waits until a sentence of the form begins with this. */
const untilSaid = (form: LabPage, beginning: string) =>
  form.waitForSelector(`::-p-xpath(//p[starts-with(normalize-space(), "${beginning}")])`);

const FILLED = words('discoveryFilled').split(':')[0] ?? '';

/** The requests to a host since the test began. */
const askedOf = (host: string) => world.lab.log.since(mark).filter((each) => each.host === host);

/** A request must not identify the browser or its user. */
function expectAnonymous(): number {
  const asked = world.lab.log.since(mark);
  for (const { headers } of asked) {
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
    expect(headers).not.toHaveProperty('origin');
    expect(JSON.stringify(headers)).not.toContain(new URL(world.browser.extensionOrigin).host);
  }
  return asked.length;
}

describe('an issuer that is looked up', () => {
  it('fills in the form, and what is saved has a token', async () => {
    const form = await newForm(IXO, FOR_PROGRAMS);
    await fillCredential(form, { [LABELS.issuer]: IXO_AUTH });
    await press(form, words('issuerLookUp'));
    await untilSaid(form, FILLED);

    expect(await valueAt(form, LABELS.tokenUrl)).toBe(`${IXO_AUTH}/oauth/token`);
    expect(tokenRequests(world.lab.log, mark)).toEqual([]);
    expect(expectAnonymous()).toBe(1);

    const { id, secret } = OAUTH_CLIENTS.service;
    await fill(form, words('formName'), 'Robot');
    await fillCredential(form, {
      [LABELS.clientId]: id,
      [LABELS.clientSecret]: secret,
      [LABELS.scope]: 'entities:read',
    });
    await submitProfile(form, 'Robot');
    await form.close();
    await untilInForce(world, IXO);
    await page.bringToFront();
    expect(await fetchStatus(page, `${IXO}/v1/entities`)).toBe(200);
    await world.keybearer.removeProfile('Robot');
  });

  proves('T17', 'one that lies fills in nothing', async (tried) => {
    const form = await newForm(IXO, FOR_PROGRAMS);
    for (const [issuer, problem] of [
      [badIssuer('other-issuer'), words('issuerCallsItself', IXO_AUTH)],
      [badIssuer('http-token-endpoint'), words('error_discovery_unsafe')],
    ] as const) {
      await fillCredential(form, { [LABELS.issuer]: issuer });
      await press(form, words('issuerLookUp'));
      await untilSaid(form, problem);

      expect(await valueAt(form, LABELS.tokenUrl)).toBe('');
      tried();
    }
    await giveUp(form);
  });
});

describe('an issuer that is looked up at an odd server', () => {
  it('is read at the end of a redirect within the origin, which only an event shows', async () => {
    const form = await newForm(IXO, FOR_PROGRAMS);
    const issuer = badIssuer('moved-metadata');
    await fillCredential(form, { [LABELS.issuer]: issuer });
    await press(form, words('issuerLookUp'));
    await untilSaid(form, FILLED);

    expect(await valueAt(form, LABELS.tokenUrl)).toBe(`${issuer}/token`);
    expect(askedOf('bad-auth.test').map(({ url }) => url)).toEqual([
      '/.well-known/oauth-authorization-server/moved-metadata',
      '/moved-metadata/moved',
    ]);
    expect(expectAnonymous()).toBe(2);
    await giveUp(form);
  });

  it('is filled in without what cannot be used, from the address of its metadata', async () => {
    const form = await newForm(IXO, FOR_PROGRAMS);
    const issuer = badIssuer('odd-endpoints');
    await fillCredential(form, { [LABELS.issuer]: `${issuer}/.well-known/openid-configuration` });
    await press(form, words('issuerLookUp'));
    await untilSaid(form, FILLED);

    expect(await valueAt(form, LABELS.issuer)).toBe(issuer);
    expect(await valueAt(form, LABELS.tokenUrl)).toBe(`${issuer}/token`);
    await giveUp(form);
  });

  it('is looked up by its own name once the user takes that', async () => {
    const form = await newForm(IXO, FOR_PROGRAMS);
    await fillCredential(form, { [LABELS.issuer]: badIssuer('other-issuer') });
    await press(form, words('issuerLookUp'));
    await untilSaid(form, words('issuerCallsItself', IXO_AUTH));
    expect(askedOf(AUTH_HOST)).toEqual([]);

    await press(form, words('issuerUseOwnName', IXO_AUTH));
    await untilSaid(form, FILLED);

    expect(await valueAt(form, LABELS.issuer)).toBe(IXO_AUTH);
    expect(await valueAt(form, LABELS.tokenUrl)).toBe(`${IXO_AUTH}/oauth/token`);
    expect(askedOf(AUTH_HOST)).toHaveLength(1);
    await giveUp(form);
  });
});

describe('a site that says how one signs in', () => {
  proves('T17', 'it proposes, and the server is asked at a click only', async (tried) => {
    // A header of ours in force there, which is nothing to find out by.
    await prepareProfile(world, PROFILES.ixoBearer);
    await untilInForce(world, IXO);
    mark = world.lab.log.mark();
    const form = await newForm(`${IXO}/v1/entities`);
    await press(form, words('findSignIn'));
    await untilSaid(form, words('findSignInProposal', 'api.ixo.test', AUTH_HOST));

    expect(askedOf('api.ixo.test').map(({ method, url, status }) => [method, url, status])).toEqual(
      [
        ['GET', '/v1/entities', 401],
        ['GET', '/.well-known/oauth-protected-resource', 200],
      ],
    );
    expect(askedOf(AUTH_HOST)).toEqual([]);
    // The fields are not there either.
    expect(await valueAt(form, LABELS.tokenUrl)).toBeUndefined();
    tried();

    await press(form, words('findSignInUse', AUTH_HOST));
    await untilSaid(form, FILLED);
    expect(await valueAt(form, LABELS.tokenUrl)).toBe(`${IXO_AUTH}/oauth/token`);
    expect(await valueAt(form, words('formScheme'))).toBe('oauth2-authorization-code');
    expect(await valueAt(form, LABELS.scope)).toBe('entities:read claims:read claims:write');
    expect(askedOf(AUTH_HOST)).toHaveLength(1);
    expect(expectAnonymous()).toBe(3);
    tried();
    await giveUp(form);
    await world.keybearer.removeProfile(PROFILES.ixoBearer.name);
  });

  proves('T17', 'one that lies proposes nothing, and no other server is asked', async (tried) => {
    const form = await newForm(badResource('none'));
    // Cast: `keys` forgets the names.
    for (const lie of Object.keys(LIES) as LieName[]) {
      if (lie === 'none') continue;
      await fill(form, words('formSite'), badResource(lie));
      await press(form, words('findSignIn'));
      const alert = await form.waitForSelector('form [role="alert"]');

      expect(await alert?.evaluate(({ textContent }) => textContent), lie).not.toBe(
        words('error_unexpected'),
      );
      expect(await form.$(`.notice`), lie).toBeNull();
      expect(new Set(world.lab.log.since(mark).map(({ host }) => host)), lie).toEqual(
        new Set(['bad-api.test']),
      );
      tried();
    }
    expectAnonymous();
    await giveUp(form);
  });
});
