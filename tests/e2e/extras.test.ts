/** An identity and two extras on one site: what arrives, what does not, and what the popup says. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { words } from '../lab/pages/controls.mjs';
import { proves } from '../support/proves';
import {
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  open,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { mendUse, openWorldInUse, prepareProfile, requestPermission } from './prepared';

const ACCESS_ID = 'CF-Access-Client-Id';
const ACCESS_SECRET = 'CF-Access-Client-Secret';
const DEBUG = 'X-Debug';

const apiKey = (header: string, key: string) => ({
  scheme: words('scheme_api_key'),
  fields: {
    [words('field_api_key_headerName')]: header,
    [words('field_api_key_key')]: key,
  },
});

/** An access proxy's two headers. */
const PROXY = {
  name: 'Access proxy',
  site: GLUWA,
  ...apiKey(ACCESS_ID, 'made-up-id-0001'),
  moreHeaders: [apiKey(ACCESS_SECRET, 'made-up-secret-0001')],
  isExtra: true,
};

/** Its `Authorization`, in another letter case, is the identity's. */
const DEBUGGER = {
  name: 'Debugger',
  site: GLUWA,
  ...apiKey(DEBUG, 'verbose-0001'),
  moreHeaders: [apiKey('authorization', 'made-up-other-user')],
  isExtra: true,
};

let world: World;
let page: LabPage;

beforeAll(async () => {
  ({ world, page } = await openWorldInUse(PROFILES.apiKey));
  await prepareProfile(world, PROXY);
  await prepareProfile(world, DEBUGGER);
  await untilArrives((headers) => headers.debug !== undefined);
});

afterAll(() => world?.close());

interface Sent {
  readonly authorization: string | undefined;
  readonly id: string | undefined;
  readonly secret: string | undefined;
  readonly debug: string | undefined;
}

const NOTHING = { authorization: undefined, id: undefined, secret: undefined, debug: undefined };
const EXTRAS = { id: 'made-up-id-0001', secret: 'made-up-secret-0001', debug: 'verbose-0001' };

/** Of each request for the address since a mark, but preflights. */
function sentSince(mark: number, url: string): readonly Sent[] {
  const { host, pathname } = new URL(url);
  return world.lab.log
    .since(mark)
    .filter((entry) => entry.host === host && entry.url.split('?')[0] === pathname)
    .filter(({ method }) => method !== 'OPTIONS')
    .map(({ headers }) => ({
      authorization: headers.authorization,
      id: headers['cf-access-client-id'],
      secret: headers['cf-access-client-secret'],
      debug: headers['x-debug'],
    }));
}

async function sentBy(act: () => Promise<unknown>, url: string): Promise<Sent> {
  const mark = world.lab.log.mark();
  await act();
  const [sent, ...more] = sentSince(mark, url);
  expect(more).toEqual([]);
  if (!sent) throw new Error('no request arrived');
  return sent;
}

const byFetch = () => sentBy(() => fetchStatus(page, ENDPOINTS.basic), ENDPOINTS.basic);

/** The rules follow a command a moment later. */
function untilArrives(isSo: (sent: Sent) => boolean): Promise<void> {
  return vi.waitFor(async () => {
    const sent = await byFetch();
    if (!isSo(sent)) throw new Error(`not so: ${Object.keys(sent)}`);
  }, PATIENT);
}

const choice = (name: string) => `::-p-xpath(//fieldset//label[.//span[text()="${name}"]]/input)`;

const reload = `::-p-xpath(//button[text()="${words('popupReload')}"])`;

async function clickChoice(name: string): Promise<void> {
  const popup = await world.browser.openPopup(page);
  const input = await popup.waitForSelector(choice(name));
  await input?.click();
  await popup.waitForSelector(reload);
  await popup.close();
}

const onCleanPage = () => open(page, `${GLUWA}/blank`);

describe('extras beside an identity', () => {
  proves('T4', 'all their headers arrive, and the identity keeps its own', async (tried) => {
    const opened = await sentBy(() => open(page, ENDPOINTS.basic), ENDPOINTS.basic);
    await onCleanPage();
    const fetched = await byFetch();

    for (const sent of [opened, fetched]) {
      expect(sent).toMatchObject(EXTRAS);
      expect(sent.authorization).toMatch(/^Basic /);
      tried();
    }
  });

  it('the popup names the header that the identity sets, and the identity', async () => {
    await page.bringToFront();
    await world.keybearer.untilPopupSays(
      page,
      words('popupExtraHeld', 'authorization', PROFILES.apiKey.name),
    );
  });

  proves('T1', 'a foreign page makes none of them go along', async (tried) => {
    const mark = world.lab.log.mark();
    await page.goto(
      `https://evil.test/fetch?method=GET&target=${encodeURIComponent(ENDPOINTS.basic)}`,
    );
    await world.lab.log.waitFor(
      ({ host, url, method }) =>
        host === 'api.gluwa.test' && url.startsWith('/v1/Orders') && method === 'GET',
      { from: mark },
    );

    const seen = sentSince(mark, ENDPOINTS.basic);
    expect(seen.length).toBeGreaterThan(0);
    for (const sent of seen) expect(sent).toEqual(NOTHING);
    await onCleanPage();
    tried(seen.length);
  });

  proves('T4', 'another site that Keybearer may use gets none of them', async (tried) => {
    await world.browser.allowHost(`${GEONODE}/*`);
    const manager = await world.keybearer.openManager('#/about');
    await requestPermission(world, manager, [`${GEONODE}/*`]);
    await manager.close();

    const sent = await sentBy(() => open(page, ENDPOINTS.geonode), ENDPOINTS.geonode);

    expect(sent).toEqual(NOTHING);
    await onCleanPage();
    tried();
  });

  it('an unticked one is not sent, and the others are', async () => {
    await clickChoice(PROXY.name);
    await untilArrives(({ id }) => id === undefined);

    const sent = await byFetch();

    expect(sent).toMatchObject({ id: undefined, secret: undefined, debug: EXTRAS.debug });
    expect(sent.authorization).toMatch(/^Basic /);
    await clickChoice(PROXY.name);
    await untilArrives(({ id }) => id !== undefined);
  });

  proves(
    'T4',
    'Off takes the extras too, and keeps their ticks for the next pick',
    async (tried) => {
      await world.keybearer.pick(page, words('popupOff'));
      await untilArrives(({ debug }) => debug === undefined);

      expect(await byFetch()).toEqual(NOTHING);
      await world.keybearer.untilPopupSays(page, words('popupExtrasOff'));

      await world.keybearer.pick(page, PROFILES.apiKey.name);
      await untilArrives(({ id, debug }) => id !== undefined && debug !== undefined);
      expect(await byFetch()).toMatchObject(EXTRAS);
      tried();
    },
  );

  it('by keyboard alone: Tab goes to a box, Space unticks and ticks it', async () => {
    const popup = await world.browser.openPopup(page);
    await popup.waitForSelector(choice(PROXY.name));
    const focused = () =>
      popup.evaluate(() => document.activeElement?.closest('label')?.textContent ?? '');
    for (let tabs = 0; tabs < 12 && !(await focused()).startsWith(PROXY.name); tabs++) {
      await popup.keyboard.press('Tab');
    }
    expect(await focused()).toContain(PROXY.name);

    await popup.keyboard.press('Space');
    await popup.waitForSelector(reload);
    await untilArrives(({ id }) => id === undefined);
    await popup.bringToFront();
    expect(await focused()).toContain(PROXY.name);
    await popup.keyboard.press('Space');
    await untilArrives(({ id }) => id !== undefined);
    await popup.close();
  });

  it('extras go alone if the user says so', async () => {
    await world.keybearer.pick(page, words('popupExtrasAlone'));
    // No identity sets it now.
    await untilArrives(({ authorization }) => authorization === 'made-up-other-user');

    expect(await byFetch()).toMatchObject(EXTRAS);
    await world.keybearer.pick(page, PROFILES.apiKey.name);
    await untilArrives(({ authorization }) => authorization?.startsWith('Basic ') === true);
  });

  proves('T4', 'a lock takes them, and an unlock brings them back', async (tried) => {
    await world.keybearer.lock(page);

    expect(await byFetch()).toEqual(NOTHING);
    await world.keybearer.unlock(page, PASSPHRASE);
    await untilInForce(world, GLUWA);
    await untilArrives(({ id }) => id !== undefined);
    expect(await byFetch()).toMatchObject(EXTRAS);
    await mendUse(world);
    await page.bringToFront();
    tried();
  });
});
