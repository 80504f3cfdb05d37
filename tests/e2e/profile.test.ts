/**
 * Every setting of a profile, typed into the real form and then seen on the wire: which header goes
 * where, who may trigger it, and its fate when it is changed, paused, refused or removed.
 */
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { IXO_TOKENS } from '../lab/apis/ixo-tokens.mjs';
import { TALEND_CONSUMERS } from '../lab/apis/talend.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { basicFields } from '../lab/demo/demo-profiles.mjs';
import { click, press, tick, typeInto, words } from '../lab/pages/controls.mjs';
import {
  field,
  fillCredential,
  fillProfile,
  fillSite,
  type NewProfile,
  submitInVain,
  submitProfile,
  switchHeader,
} from '../lab/pages/profile-form.mjs';
import { inRow, openRow, rowOf } from '../lab/pages/profile-row.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  call,
  ENDPOINTS,
  GEONODE,
  GLUWA,
  IXO,
  isAllowed,
  open,
  openWorld,
  PATIENT,
  PROFILES,
  placesInForce,
  TALEND,
  untilInForce,
  type World,
} from './harness';
import { mendUse, prepareVault } from './prepared';

const NEW_PROFILE = '#/profile/new';
const FEE = `${GLUWA}/v1/BTC/Fee`;
const BASIC = 'Basic YWJjZDoxMjM0';
const TALEND_HTTP = 'http://talend.test:8080';
const APP = 'https://app.test';

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/blank`);
  for (const site of [GLUWA, IXO, GEONODE]) await world.browser.allowHost(`${site}/*`);
  await prepareVault(world, PROFILES.ixoBearer, PROFILES.geonode);
});

beforeEach(() => open(page, `${GLUWA}/blank`));

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await mendUse(world, `${GLUWA}/*`);
  await page.bringToFront();
});

afterAll(() => world?.close());

/** Saves it, picked on its sites, and waits for it to be in force there. */
async function use(profile: NewProfile): Promise<void> {
  await world.keybearer.addProfile(profile);
  await untilInForce(world, new URL(profile.site).origin);
}

/** The last request for a URL that an action caused. */
async function after(url: string, act: () => Promise<unknown>) {
  const mark = world.lab.log.mark();
  await act();
  const { host, pathname } = new URL(url);
  await world.lab.log.waitFor((seen) => seen.host === host && seen.url.split('?')[0] === pathname, {
    from: mark,
  });
  const { authorization, signature, apiKey, status } = arrivals(world, url, mark).at(-1) ?? {};
  return { authorization, signature, apiKey, status };
}

/** The request that arrives from a fetch by the open page. */
function fetched(url: string, method = 'GET') {
  return after(url, () => call(page, 'fetch', url, { method }));
}

function opened(url: string) {
  return after(url, () => open(page, url));
}

const NOTHING = { authorization: undefined, signature: undefined, apiKey: undefined };
const BASIC_ALONE = { ...NOTHING, authorization: BASIC };

describe('two headers in one profile', () => {
  beforeAll(async () => {
    await use({
      ...PROFILES.apiKey,
      name: 'Two headers',
      colour: words('colour_teal'),
      note: 'Orders by key, addresses by signature',
      paths: '/v1/Orders',
      moreHeaders: [{ ...PROFILES.ethereum, paths: '/v1/*/Addresses' }],
    });
  });

  it('go each to its own paths, and nowhere else', async () => {
    expect(await fetched(ENDPOINTS.basic)).toEqual({
      ...NOTHING,
      authorization: BASIC,
      status: 200,
    });
    expect(await fetched(ENDPOINTS.ethereum)).toEqual({
      ...NOTHING,
      signature: expect.stringMatching(/^MT/),
      status: 200,
    });
    expect(await fetched(FEE)).toEqual({ ...NOTHING, status: 200 });
    // Letter case counts.
    expect(await fetched(`${GLUWA}/v1/orders`)).toMatchObject(NOTHING);
    expect(await fetched(`${GLUWA}/v1/OrdersOfOthers`)).toMatchObject(NOTHING);
  });

  it('are shown in the list under its colour, with its note', async () => {
    const manager = await world.keybearer.openManager();
    await openRow(manager, 'Two headers');
    const card = await manager.waitForSelector(
      `::-p-xpath(${rowOf('Two headers')}[.//span[contains(@class, 'teal')]])`,
    );
    const text = await card?.evaluate(({ textContent }) => textContent);
    await manager.close();

    expect(text).toContain('Orders by key, addresses by signature');
    expect(text).toContain(`${words('scheme_basic_short')}${words('scheme_gluwa_ethereum_short')}`);
  });
});

describe('a header that is switched off', () => {
  const name = 'One of two';
  const edit = () => world.keybearer.editProfile(name, (form) => switchHeader(form, 0));

  beforeAll(() =>
    use({
      ...PROFILES.apiKey,
      name,
      paths: '/v1/Orders',
      moreHeaders: [{ ...PROFILES.ethereum, paths: '/v1/*/Addresses' }],
    }),
  );

  it('is sent nowhere, while the other header is', async () => {
    await edit();

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ ...NOTHING, status: 403 });
    expect(await opened(ENDPOINTS.basic)).toMatchObject(NOTHING);
    await open(page, `${GLUWA}/blank`);
    expect(await fetched(ENDPOINTS.ethereum)).toMatchObject({
      signature: expect.stringMatching(/^MT/),
      status: 200,
    });
  });

  it('is said to be off in the list', async () => {
    const manager = await world.keybearer.openManager();
    const chip = await manager.waitForSelector(inRow(name, `span[@class='chip off']`));
    const text = await chip?.evaluate(({ textContent }) => textContent);
    await manager.close();

    expect(text).toBe(`${words('scheme_basic_short')} ${words('compareOff')}`);
  });

  it('is sent with its stored credential once it is on again', async () => {
    await edit();

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
  });
});

describe('a preset', () => {
  it('fills in which path wants what, and only the credentials are to be typed', async () => {
    const manager = await world.keybearer.openManager(NEW_PROFILE);
    const preset = 'Gluwa sandbox, Gluwacoin';
    await click(manager, 'summary');
    await press(manager, preset);
    await fillSite(manager, GLUWA);
    await fillCredential(manager, PROFILES.ethereum.fields, 0);
    await fillCredential(manager, PROFILES.apiKey.fields, 1);
    // The template's own name would speak of the sandbox.
    const name = words('suggestedName', words('scheme_gluwa_ethereum'), 'api.gluwa.test');
    await submitProfile(manager, name);
    await manager.close();

    expect(await fetched(ENDPOINTS.ethereum)).toMatchObject({ status: 200 });
    expect(await fetched(`${GLUWA}/V1/Quotes/2a9e`)).toMatchObject({ status: 200 });
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ ...BASIC_ALONE, status: 200 });
    expect(await fetched(FEE)).toMatchObject(NOTHING);
  });
});

describe('a header for some methods', () => {
  beforeAll(() => use({ ...PROFILES.apiKey, name: 'Writes only', methods: ['POST', 'DELETE'] }));

  it.each([
    ['POST', BASIC],
    ['DELETE', BASIC],
    ['GET', undefined],
    ['PUT', undefined],
  ])('%s: %s', async (method, authorization) => {
    expect(await fetched(ENDPOINTS.basic, method)).toMatchObject({ authorization });
  });

  it('leaves an address that is opened without', async () => {
    expect(await opened(ENDPOINTS.basic)).toMatchObject(NOTHING);
  });
});

describe('plain http', () => {
  proves('T5', 'it is refused without the opt-in, and the field says why', async (tried) => {
    const manager = await world.keybearer.openManager(NEW_PROFILE);
    await fillProfile(manager, { ...PROFILES.talendBasic, site: TALEND_HTTP });

    expect(await submitInVain(manager)).toContain(words('problem_site_http'));
    tried();
    await press(manager, words('cancel'));
    await manager.waitForSelector('form', { hidden: true });
    await manager.close();
  });
});

describe('two ports of a host, a profile each', () => {
  const PLAIN = {
    customers: `${TALEND_HTTP}/datasets/customers`,
    invoices: `${TALEND_HTTP}/datasets/invoices`,
  };

  beforeAll(async () => {
    await world.browser.allowHost('https://talend.test/*');
    await world.browser.allowHost('http://talend.test/*');
    await use(PROFILES.talendToken);
    await use({
      name: 'Talend plain',
      site: TALEND_HTTP,
      scheme: words('scheme_basic'),
      fields: basicFields(TALEND_CONSUMERS.http.basic),
      allowHttp: true,
    });
  });

  it('are never confused, opened or fetched', async () => {
    const tls = `Token ${TALEND_CONSUMERS.https.key}`;
    const plain = 'Basic dXNlcm5hbWU6cGFzc3dvcmQ=';
    expect(await opened(ENDPOINTS.talend)).toMatchObject({ authorization: tls, status: 200 });
    expect(await opened(PLAIN.customers)).toMatchObject({ authorization: plain, status: 200 });
    // From the http page, which may fetch from both; the https page may not fetch from http.
    await open(page, `${TALEND_HTTP}/blank`);
    expect(await fetched(PLAIN.customers)).toMatchObject({ authorization: plain, status: 200 });
    expect(await fetched(ENDPOINTS.talend)).toMatchObject({ authorization: tls, status: 200 });
    await open(page, `${TALEND}/blank`);
    expect(await fetched(ENDPOINTS.talendKey)).toMatchObject({ authorization: tls, status: 200 });
  });

  it('and the ports between them, and of the other protocol, get nothing', async () => {
    for (const url of [
      'https://talend.test/datasets/customers',
      'http://talend.test/datasets/customers',
    ]) {
      expect(await opened(url)).toMatchObject(NOTHING);
    }
  });

  it('keeps the opt-in in sight', async () => {
    const manager = await world.keybearer.openManager();
    await openRow(manager, 'Talend plain');
    const chip = await manager.waitForSelector(
      inRow('Talend plain', `span[text()='${words('plainHttp')}']`),
    );
    await manager.close();

    expect(chip).not.toBeNull();
  });
});

describe('a caller', () => {
  it('that is not listed gets nothing, and the site itself does', async () => {
    await open(page, `${APP}/blank`);
    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({ ...NOTHING, status: 401 });
    await open(page, `${IXO}/blank`);
    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({ status: 200 });
  });

  it('that is listed is asked for by the form, and then carries it', async () => {
    expect(await isAllowed(world, APP)).toBe(false);
    await world.browser.allowHost(`${APP}/*`);
    expect(await isAllowed(world, APP)).toBe(false);

    await world.keybearer.editProfile(PROFILES.ixoBearer.name, (form) =>
      typeInto(form, field('formCallers'), APP),
    );

    await vi.waitFor(async () => expect(await isAllowed(world, APP)).toBe(true), PATIENT);
    await open(page, `${APP}/blank`);
    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({
      authorization: `Bearer ${IXO_TOKENS.jwt}`,
      status: 200,
    });
    expect(await after(ENDPOINTS.ixo, () => call(page, 'xhr', ENDPOINTS.ixo))).toMatchObject({
      status: 200,
    });
    expect(await call(page, 'events', `${IXO}/v1/events`)).toHaveLength(2);
  });

  it('that is listed and whose permission is gone gets nothing, the site itself still does', async () => {
    await world.browser.revokeHost(`${APP}/*`);

    await open(page, `${APP}/blank`);
    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({ ...NOTHING, status: 401 });
    await open(page, `${IXO}/blank`);
    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({ status: 200 });
  });
});

describe('Strict', () => {
  beforeAll(() => use({ ...PROFILES.apiKey, name: 'Strict', strict: true }));

  it('signs the site’s own scripts, and no address that is opened', async () => {
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
    expect(await fetched(ENDPOINTS.basic, 'POST')).toMatchObject({ authorization: BASIC });
    expect(await opened(ENDPOINTS.basic)).toMatchObject({ ...NOTHING, status: 403 });
  });

  it('does no more once it is switched off', async () => {
    await world.keybearer.editProfile('Strict', async (form) => {
      await press(form, words('formStrict'), 'checkbox');
    });

    expect(await opened(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
  });
});

describe('own forms and frames', () => {
  const byForm = `${GLUWA}/blank/form?target=${encodeURIComponent(ENDPOINTS.basic)}`;
  const byFrame = `${GLUWA}/blank/frame?target=${encodeURIComponent(ENDPOINTS.basic)}`;
  const byPage = (url: string) => after(ENDPOINTS.basic, () => open(page, url));

  beforeAll(() => use({ ...PROFILES.apiKey, name: 'Own forms' }));

  it('go without by default', async () => {
    expect(await byPage(byForm)).toMatchObject({ ...NOTHING, status: 403 });
    expect(await byPage(byFrame)).toMatchObject({ ...NOTHING, status: 403 });
    expect(await opened(ENDPOINTS.basic)).toMatchObject({ status: 200 });
  });

  it('carry it where that is switched on', async () => {
    await world.keybearer.editProfile('Own forms', (form) => tick(form, words('formOwnForms')));

    expect(await byPage(byForm)).toMatchObject({ authorization: BASIC, status: 200 });
    expect(await byPage(byFrame)).toMatchObject({ authorization: BASIC, status: 200 });
    expect(await opened(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
  });
});

describe('pause', () => {
  beforeAll(() => use({ ...PROFILES.apiKey, name: 'Paused' }));

  it('sends nothing anywhere, says so, and resumes with the same picks', async () => {
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ status: 200 });

    await world.keybearer.pause(page);

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ ...NOTHING, status: 403 });
    expect(await placesInForce(world.browser)).toEqual([]);
    await world.keybearer.untilVerdict(page, words('cause_paused'));
    await open(page, `${IXO}/blank`);
    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({ ...NOTHING, status: 401 });

    await world.keybearer.resume(page);

    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({ status: 200 });
    await open(page, `${GLUWA}/blank`);
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ status: 200 });
  });
});

describe('a permission taken back on the browser’s own page', () => {
  beforeAll(() => use({ ...PROFILES.apiKey, name: 'Allowed' }));

  it('stops the header at once, is said, and is all that has to be given again', async () => {
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ status: 200 });

    await world.browser.revokeHost(`${GLUWA}/*`);

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ ...NOTHING, status: 403 });
    expect(await opened(ENDPOINTS.basic)).toMatchObject({ ...NOTHING, status: 403 });
    await open(page, `${GLUWA}/blank`);
    await world.keybearer.untilVerdict(page, words('cause_not_allowed', new URL(GLUWA).host));
    expect(await placesInForce(world.browser)).not.toContainEqual(
      expect.stringContaining('api.gluwa.test'),
    );

    await world.keybearer.untilPopupSays(page, words('verdictAllowHere'));

    await world.browser.allowHost(`${GLUWA}/*`);
    // Chromium grants a host again on its own page, without a click of ours, if it was granted once.
    if (inject('browser') === 'firefox') {
      await world.keybearer.allowInPopup(page);
    }
    await untilInForce(world, GLUWA);
    await world.keybearer.untilVerdict(page, 'Authorization');

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
    expect(await opened(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
  });
});

describe('an edit', () => {
  const name = 'Edited';

  beforeAll(() => use({ ...PROFILES.apiKey, name }));

  it('keeps the stored secret, and does not show it', async () => {
    let text = '';
    await world.keybearer.editProfile(name, async (form) => {
      await form.waitForSelector(
        `::-p-xpath(//*[contains(text(),"${words('formSecretStored')}")])`,
      );
      text = (await form.evaluate(() => document.documentElement.outerHTML)) ?? '';
      await typeInto(form, field('formPath'), '/v1/Orders');
    });

    expect(text).toContain(words('formSecretStored'));
    // Among quotes or spaces: an id may have these digits in it as well.
    expect(text).not.toMatch(/\b1234\b/);
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
    expect(await fetched(FEE)).toMatchObject(NOTHING);
  });

  it('replaces it where asked, from the next request on', async () => {
    await world.keybearer.editProfile(name, async (form) => {
      await press(form, words('formReplace'));
      await fillCredential(form, basicFields({ username: 'abcd', password: 'another' }));
    });

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({
      authorization: `Basic ${Buffer.from('abcd:another').toString('base64')}`,
      status: 403,
    });
  });
});

describe('a removed profile', () => {
  it('is off the wire with the next request', async () => {
    await use({ ...PROFILES.apiKey, name: 'To be removed' });
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ status: 200 });

    await world.keybearer.removeProfile('To be removed');

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ ...NOTHING, status: 403 });
    await world.keybearer.untilVerdict(page, words('cause_off'));
  });
});

describe('a pasted address', () => {
  it('keeps its path, even if Enter follows at once', async () => {
    const manager = await world.keybearer.openManager(NEW_PROFILE);
    await fillProfile(manager, { ...PROFILES.apiKey, name: 'Pasted' });
    await typeInto(manager, field('formSite'), `${ENDPOINTS.basic}?page=2#top`);
    await manager.keyboard.press('Enter');
    await openRow(manager, 'Pasted');
    const place = await manager.waitForSelector(
      inRow('Pasted', `span[text()='${ENDPOINTS.basic}']`),
    );
    await manager.close();

    expect(place).not.toBeNull();
    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
    expect(await fetched(`${ENDPOINTS.basic}/1`)).toMatchObject({ authorization: BASIC });
    expect(await fetched(FEE)).toMatchObject(NOTHING);
  });
});

describe('a credential that looks odd', () => {
  it('is mended by “Fix it”: a pair typed as a bearer token becomes Basic', async () => {
    const manager = await world.keybearer.openManager(NEW_PROFILE);
    await fillProfile(manager, {
      name: 'Fixed',
      site: GLUWA,
      scheme: words('scheme_bearer'),
      fields: { [words('field_bearer_token')]: 'abcd:1234' },
    });
    expect(await submitInVain(manager)).toBe(words('problem_looks_like_basic_pair'));

    await press(manager, words('formFix'));
    await submitProfile(manager, 'Fixed');
    await manager.close();

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({ authorization: BASIC, status: 200 });
  });

  it('is taken as it is where that is meant: a space after the password', async () => {
    const manager = await world.keybearer.openManager(NEW_PROFILE);
    await fillProfile(manager, {
      ...PROFILES.apiKey,
      name: 'Meant',
      fields: basicFields({ username: 'abcd', password: '1234 ' }),
    });
    expect(await submitInVain(manager)).toBe(words('problem_space_around'));

    await press(manager, words('formUseAsItIs'));
    await submitProfile(manager, 'Meant');
    await manager.close();

    expect(await fetched(ENDPOINTS.basic)).toMatchObject({
      authorization: `Basic ${Buffer.from('abcd:1234 ').toString('base64')}`,
    });
  });
});

describe('one profile that cannot be used, among others', () => {
  beforeAll(() => use(PROFILES.ethereum));

  /** Sets the worker's clock, or resets it if undefined. Then lets the alarm ring. */
  async function setClock(now: number | undefined): Promise<void> {
    await world.browser.inBackground(async (pretended) => {
      const real = () => performance.timeOrigin + performance.now();
      // A quarter of an hour after the pretended time is long ago by the real one: that would lock.
      // Removed before the clock is set, because some code reads both at the same moment.
      await chrome.storage.session.remove(['lockAt']);
      Date.now = pretended === null ? real : () => pretended;
      await chrome.alarms.create('sync', { when: real() });
    }, now ?? null);
  }

  proves('F12', 'it stops alone and says why, and comes back by itself', async (tried) => {
    expect(await fetched(ENDPOINTS.ethereum)).toMatchObject({ status: 200 });
    // A timestamp of nine digits, which no signature may be made over.
    await setClock(999_999_999_000);
    await vi.waitFor(
      async () =>
        expect(await placesInForce(world.browser)).not.toContainEqual(
          expect.stringContaining('api.gluwa.test'),
        ),
      PATIENT,
    );

    expect(await fetched(ENDPOINTS.ethereum)).toMatchObject({ ...NOTHING, status: 403 });
    await world.keybearer.untilVerdict(
      page,
      words('verdictFailed', PROFILES.ethereum.name, words('problem_clock_out_of_range')),
    );
    await open(page, `${GEONODE}/blank`);
    expect(await fetched(ENDPOINTS.geonode)).toMatchObject({ status: 200 });
    await open(page, `${IXO}/blank`);
    expect(await fetched(ENDPOINTS.ixo)).toMatchObject({ status: 200 });

    await setClock(undefined);
    await untilInForce(world, GLUWA);

    await open(page, `${GLUWA}/blank`);
    expect(await fetched(ENDPOINTS.ethereum)).toMatchObject({ status: 200 });
    await world.keybearer.untilVerdict(page, 'X-REQUEST-SIGNATURE');
    tried(3);
  });
});
