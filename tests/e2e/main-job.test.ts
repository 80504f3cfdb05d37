/**
 * The main job: create a vault, add a profile, allow the site, pick it in the real popup, browse;
 * and see on a real server that each request carried the right header.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/controls.mjs';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  open,
  openWorld,
  PASSPHRASE,
  PROFILES,
  type World,
  xhrStatus,
} from './harness';

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/`);
});

afterAll(() => world?.close());

describe('from a fresh install', () => {
  it('sends nothing before there is a vault', async () => {
    const mark = world.lab.log.mark();

    await open(page, ENDPOINTS.basic);

    expect(arrivals(world, ENDPOINTS.basic, mark)).toEqual([
      { method: 'GET', authorization: undefined, signature: undefined, status: 403 },
    ]);
  });

  it('creates a vault from the popup', async () => {
    await world.keybearer.createVault(page, PASSPHRASE);

    await world.keybearer.untilPopupSays(page, words('cause_no_profile'));
  });

  it('saves a profile, and sends nothing while the site is not allowed', async () => {
    await world.keybearer.addProfileForPage(page, PROFILES.apiKey, { isAllowed: false });
    const mark = world.lab.log.mark();

    await open(page, ENDPOINTS.basic);

    expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ authorization: undefined }]);
    await world.keybearer.untilVerdict(page, words('cause_not_allowed', new URL(GLUWA).host));
  });

  it('sends the header from the next request on once the popup’s Allow is pressed', async () => {
    await world.browser.allowHost(`${GLUWA}/*`);
    await world.keybearer.allowInPopup(page);
    const mark = world.lab.log.mark();

    await open(page, ENDPOINTS.basic);

    expect(arrivals(world, ENDPOINTS.basic, mark)).toEqual([
      { method: 'GET', authorization: 'Basic YWJjZDoxMjM0', signature: undefined, status: 200 },
    ]);
    await world.keybearer.untilVerdict(page, 'sent Authorization');
  });
});

describe('with a profile of each scheme', () => {
  beforeAll(async () => {
    await world.browser.allowHost(`${GEONODE}/*`);
    await world.keybearer.addProfile({ ...PROFILES.ethereum, use: false });
    await world.keybearer.addProfile({ ...PROFILES.bitcoin, use: false });
    await world.keybearer.addProfile(PROFILES.geonode);
  });

  it.each([
    ['Basic', 'Gluwa API key', ENDPOINTS.basic, 'authorization'],
    ['an Ethereum signature', 'Gluwa Ethereum', ENDPOINTS.ethereum, 'signature'],
    ['a Bitcoin signature', 'Gluwa Bitcoin', ENDPOINTS.bitcoin, 'signature'],
  ] as const)(
    'carries %s on navigation, fetch and XHR, and the server’s verifier accepts it',
    async (_, profile, endpoint, header) => {
      await open(page, `${GLUWA}/`);
      await world.keybearer.pick(page, profile);
      const mark = world.lab.log.mark();

      await open(page, endpoint);
      await open(page, `${GLUWA}/`);
      expect(await fetchStatus(page, endpoint)).toBe(200);
      expect(await xhrStatus(page, endpoint)).toBe(200);

      const seen = arrivals(world, endpoint, mark);
      expect(seen.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(seen.every((entry) => entry[header] !== undefined)).toBe(true);
    },
  );

  it('carries Geonode’s Basic in UTF-8, and nothing of it to Gluwa', async () => {
    await open(page, `${GEONODE}/`);

    expect(await fetchStatus(page, ENDPOINTS.geonode)).toBe(200);
    const mark = world.lab.log.mark();
    await open(page, ENDPOINTS.open);
    expect(arrivals(world, ENDPOINTS.open, mark)).toMatchObject([{ authorization: undefined }]);
  });

  it('switches, and stops at Off, with the very next request', async () => {
    await open(page, `${GLUWA}/`);
    const seen = [];
    for (const name of [
      'Gluwa API key',
      'Gluwa Ethereum',
      'Gluwa Bitcoin',
      'Off',
      'Gluwa API key',
    ]) {
      await world.keybearer.pick(page, name);
      const mark = world.lab.log.mark();
      await fetchStatus(page, ENDPOINTS.open);
      const [entry] = arrivals(world, ENDPOINTS.open, mark);
      seen.push([entry?.authorization?.slice(0, 5), entry?.signature?.slice(0, 2)]);
    }

    expect(seen).toEqual([
      ['Basic', undefined],
      [undefined, 'MT'],
      [undefined, 'MT'],
      [undefined, undefined],
      ['Basic', undefined],
    ]);
  });

  it('sends nothing to another port, protocol or host', async () => {
    await open(page, `${GLUWA}/`);
    await world.keybearer.pick(page, 'Gluwa API key');
    const mark = world.lab.log.mark();
    await open(page, ENDPOINTS.basic);
    // Otherwise the next check would prove nothing.
    expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ status: 200 }]);
    const others = world.lab.log.mark();

    for (const url of [
      'https://api.gluwa.test:8443/v1/Orders',
      'http://api.gluwa.test/v1/Orders',
      'https://evilapi.gluwa.test/v1/Orders',
      'https://api.gluwa.test.evil.test/v1/Orders',
      'https://evil.test/?u=https://api.gluwa.test/v1/Orders',
    ]) {
      await open(page, url);
    }

    // Requests to the site itself do not count: Firefox may ask for its icon only now.
    const seen = world.lab.log
      .since(others)
      .filter(({ protocol, host }) => `${protocol}://${host}` !== GLUWA);
    expect(seen.length).toBeGreaterThanOrEqual(5);
    expect(seen.filter(({ headers }) => headers.authorization)).toEqual([]);
  });
});
