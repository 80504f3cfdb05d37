/**
 * Profiles go to another person as a file without secrets, by the pages: the list, the review with a
 * field for each secret, one question to the browser, and the header on the wire.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GEONODE_CREDENTIALS } from '../lab/apis/geonode.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { click, press, typeInto, words } from '../lab/pages/controls.mjs';
import { chooseFiles } from '../lab/pages/import-page.mjs';
import { openRow } from '../lab/pages/profile-row.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  downloaded,
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  openWorld,
  PROFILES,
  secretsIn,
  untilInForce,
  type World,
} from './harness';
import { prepareVault, sendFrom } from './prepared';

let world: World;
let site: LabPage;
/** The file that the sender has saved. */
let file: string;

beforeAll(async () => {
  world = await openWorld();
  site = await world.browser.newPage(`${GEONODE}/`);
  for (const host of [GEONODE, GLUWA]) await world.browser.allowHost(`${host}/*`);
  await prepareVault(world, PROFILES.geonode, PROFILES.ethereum);
});

afterAll(() => world?.close());

async function profiles(page: LabPage) {
  const { state } = await sendFrom(page, { type: 'state/read' });
  if (state?.vault !== 'unlocked') throw new Error('The vault is closed.');
  return state.profiles;
}

/** The import page with the review of a file. */
async function reviewed(text: string): Promise<LabPage> {
  const page = await world.keybearer.openManager('#/import');
  await chooseFiles(page, { 'team.json': text });
  await page.waitForSelector('.shared-profile');
  return page;
}

const textOf = (page: LabPage, selector: string) =>
  page.evaluate((which) => document.querySelector(which)?.textContent ?? '', selector);

describe('profiles without secrets', () => {
  proves('T12', 'are saved as a file that holds no secret, and its fingerprint', async (tried) => {
    const list = await world.keybearer.openManager();
    await press(list, words('listSelectAll', '2'), 'checkbox');
    await click(
      list,
      `::-p-xpath(//*[@class="selection-bar"]//button[text()="${words('shareAction')}"])`,
    );
    await list.waitForSelector('dialog .fingerprint');
    const fingerprint = await textOf(list, 'dialog .fingerprint');
    await press(list, words('shareSave'));

    file = await downloaded(world.browser, /^keybearer-share-[\d-]+\.json$/);

    expect(secretsIn(file, world)).toEqual([]);
    expect(file).toContain(GEONODE_CREDENTIALS.username);
    const canonical = JSON.stringify(JSON.parse(file));
    const digest = createHash('sha256').update(canonical).digest('hex');
    expect(fingerprint.replaceAll(/\s/g, '')).toContain(digest.slice(0, 20));
    await list.close();
    tried();
  });

  it('are shared one by one too', async () => {
    const list = await world.keybearer.openManager();
    await openRow(list, PROFILES.geonode.name);
    await press(list, words('shareAction'));
    await list.waitForSelector('dialog .fingerprint');
    await press(list, words('shareSave'));

    const one = await downloaded(world.browser, /^keybearer-share-[\d-]+\.json$/);

    expect(JSON.parse(one).profiles).toHaveLength(1);
    await list.close();
  });

  it('are told from what is there, and not ticked', async () => {
    const page = await reviewed(file);

    const ticked = await page.evaluate(
      () => document.querySelectorAll('.shared-profile input:checked').length,
    );

    expect(ticked).toBe(0);
    await page.waitForSelector(`::-p-xpath(//span[text()="${words('sharedThere')}"])`);
    await page.close();
  });

  it('are imported with the secrets that one types, and sent once they are used', async () => {
    const page = await world.keybearer.openManager('#/about');
    const profileIds = (await profiles(page)).map(({ id }) => id);
    await sendFrom(page, { type: 'profile/remove', profileIds });
    await page.close();

    const review = await reviewed(file);
    const cards = '::-p-xpath(//section[contains(@class, "shared-profile")]';
    await click(
      review,
      `${cards}[contains(., "${PROFILES.ethereum.name}")]//input[@type="checkbox"])`,
    );
    const password = `${cards}[contains(., "${PROFILES.geonode.name}")]//input[@type="password"])`;
    await typeInto(review, password, GEONODE_CREDENTIALS.password);
    await press(review, words('importPick'), 'checkbox');
    await press(review, words('importSaveOne'));
    await review.waitForSelector('li.profile');
    await untilInForce(world, GEONODE);

    const mark = world.lab.log.mark();
    await site.bringToFront();
    expect(await fetchStatus(site, ENDPOINTS.geonode)).toBe(200);
    const { username, password: secret } = GEONODE_CREDENTIALS;
    const pair = Buffer.from(`${username}:${secret}`).toString('base64');
    expect(arrivals(world, ENDPOINTS.geonode, mark)[0]?.authorization).toBe(`Basic ${pair}`);
    expect((await profiles(review)).map(({ name }) => name)).toEqual([PROFILES.geonode.name]);
    await review.close();
  });

  proves('T12', 'are not imported if the file is not the one that was looked at', async (tried) => {
    const page = await world.keybearer.openManager('#/about');
    const before = await profiles(page);
    const review = await sendFrom(page, { type: 'share/review', text: file });
    // Cast: the answer to that query.
    const { digest } = review as unknown as { digest: string };
    const changed = file.replace(new URL(GEONODE).host, 'api.geonode.evil.test');

    const headers = [{ fields: { password: 'mine' }, accepted: [] }];
    const reply = await sendFrom(page, {
      type: 'share/import',
      text: changed,
      digest,
      profiles: [{ at: 0, name: 'Geonode', headers }],
      pick: true,
    });

    expect(changed).not.toBe(file);
    expect(reply).toMatchObject({ ok: false, failure: { code: 'share-changed' } });
    expect(await profiles(page)).toEqual(before);
    await page.close();
    tried();
  });

  it('say at the field what is wrong with a secret', async () => {
    const page = await reviewed(file);
    // Without its key, the profile that is not there cannot be saved.
    await press(page, words('importSaveOne'));

    await page.waitForSelector('.shared-profile input[aria-invalid="true"]');
    await page.close();
  });
});
