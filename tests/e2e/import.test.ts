/**
 * The way in from other tools: files dropped, chosen and pasted, their review, and the header on the
 * wire on its site alone. A lock and a crash in the middle leave nothing of a file behind, and an import
 * that does not fit into the storage changes nothing.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GLUWA_API_KEY } from '../lab/apis/gluwa.mjs';
import type { LabFirefox } from '../lab/browsers/firefox.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { describeHit, scanProfile } from '../lab/canary/scan-profile.mjs';
import { click, press, typeInto, words } from '../lab/pages/controls.mjs';
import {
  chooseFiles,
  dropFiles,
  pasteSource,
  reviewRow,
  saveImport,
  untilImportPage,
  untilReviewed,
} from '../lab/pages/import-page.mjs';
import { readCopies } from '../lab/pages/stored-copies.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  open,
  openWorld,
  PASSPHRASE,
  untilInForce,
  type World,
} from './harness';
import { sendFrom } from './prepared';
import { canary, untilSessionIsWritten } from './written-session';

/**
 * KiB, from the next start on. Chromium stores 10 MB of an extension. Firefox stores a part of the disk,
 * too much for a test: with this preference 10 MB too.
 */
const SMALL_DISK = ['dom.quotaManager.temporaryStorage.fixedLimit', 20 * 1024] as const;

const FIXTURES = 'tests/exchange/fixtures';
const pair = Buffer.from(`${GLUWA_API_KEY.username}:${GLUWA_API_KEY.password}`).toString('base64');

/** The filter that ModHeader's own button writes. */
const modHeader = (title: string, value: string, host?: string) => ({
  version: 2,
  title,
  shortTitle: title.slice(0, 1),
  headers: [{ enabled: true, name: 'Authorization', value }],
  ...(host && { urlFilters: [{ enabled: true, urlRegex: `.*://${host}/.*` }] }),
});
const MODHEADER = {
  'ModHeader.json': JSON.stringify([
    modHeader('Sandbox', `Basic ${pair}`, new URL(GLUWA).host),
    modHeader('Mobile', 'Bearer of-the-mobile-app'),
  ]),
};

/** A text that no file of a browser contains by chance. */
const CANARIES = {
  'credential of a file': `k${randomBytes(12).toString('hex')}`,
  'name of a file': `k${randomBytes(12).toString('hex')}`,
  'name in a file': `k${randomBytes(12).toString('hex')}`,
};
const SECRET_FILE = {
  [`${CANARIES['name of a file']}.json`]: JSON.stringify([
    modHeader(CANARIES['name in a file'], `Bearer ${CANARIES['credential of a file']}`, 'a.test'),
    modHeader('Beside', `Bearer ${CANARIES['credential of a file']}`, 'b.test'),
  ]),
};

let profileDir: string;
let world: World;
let site: LabPage;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-import-'));
  world = await openWorld({ profileDir });
  site = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.createVault(site, PASSPHRASE);
  const hosts = ['https://shop.test', 'https://rates.test', 'https://api.everywhere.test'];
  for (const host of [GLUWA, GEONODE, ...hosts]) await world.browser.allowHost(`${host}/*`);
  if (world.browser.name === 'firefox') {
    // Cast: there is no third browser.
    await (world.browser as LabFirefox).call('prefer', ...SMALL_DISK);
  }
});

afterAll(async () => {
  await world?.close();
  await rm(profileDir, { recursive: true, force: true });
});

const importPage = () => world.keybearer.openManager('#/import');

/** The names of the stored profiles. */
async function stored(): Promise<string[]> {
  const page = await world.keybearer.openManager('#/about');
  const names = await page.evaluate(async () => {
    const { state } = (await chrome.runtime.sendMessage({ type: 'state/read' })) as {
      state: { profiles: { name: string }[] };
    };
    return state.profiles.map(({ name }) => name);
  });
  await page.close();
  return names;
}

/** Whether the row of a profile is ticked; undefined if it cannot be. */
async function isTicked(page: LabPage, name: string): Promise<boolean | undefined> {
  const box = await page.waitForSelector(`::-p-xpath(${reviewRow(name)}/input)`);
  return box?.evaluate((element) => {
    // Cast: the row's own child is its box.
    const { checked, disabled } = element as HTMLInputElement;
    return disabled ? undefined : checked;
  });
}

/** The files of a fixture's folder by their paths. */
function folderOf(path: string): Readonly<Record<string, string>> {
  const names = readdirSync(`${FIXTURES}/${path}`, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => {
        const file = join(parentPath, name);
        return [file.slice(`${FIXTURES}/bruno/`.length), readFileSync(file, 'utf8')];
      }),
  );
}

const fixture = (path: string) => readFileSync(`${FIXTURES}/${path}`, 'utf8');

describe('an import', () => {
  it('of a ModHeader file that is dropped sends the header on its site alone', async () => {
    const page = await importPage();
    await dropFiles(page, MODHEADER);
    await untilReviewed(page);

    expect(await isTicked(page, 'Sandbox')).toBe(true);
    // Without a filter it would have been sent everywhere.
    expect(await isTicked(page, 'Mobile')).toBeUndefined();
    await saveImport(page, 1);
    await page.close();
    expect(await stored()).toEqual(['Sandbox']);

    const mark = world.lab.log.mark();
    await open(site, ENDPOINTS.basic);
    expect(arrivals(world, ENDPOINTS.basic, mark)).toMatchObject([{ authorization: undefined }]);
    await world.keybearer.pick(site, 'Sandbox');
    await untilInForce(world, GLUWA);
    await fetchStatus(site, ENDPOINTS.basic);
    const other = await world.browser.newPage(`${GEONODE}/`);
    await open(other, ENDPOINTS.geonode);
    await other.close();

    expect(arrivals(world, ENDPOINTS.basic, mark).at(-1)).toMatchObject({
      authorization: `Basic ${pair}`,
      status: 200,
    });
    expect(arrivals(world, ENDPOINTS.geonode, mark)).toMatchObject([{ authorization: undefined }]);
  });

  it('of the same file again changes nothing', async () => {
    const page = await importPage();
    await dropFiles(page, MODHEADER);
    await untilReviewed(page);

    expect(await isTicked(page, 'Sandbox')).toBe(false);
    await page.waitForSelector(
      `::-p-xpath(${reviewRow('Sandbox')}//*[text()="${words('importIsThere')}"])`,
    );
    await press(page, words('importSaveNone'));
    await page.close();
    expect(await stored()).toEqual(['Sandbox']);
  });

  it('asks for the site of a profile that has none', async () => {
    const page = await importPage();
    await dropFiles(page, MODHEADER);
    await untilReviewed(page);

    await typeInto(
      page,
      `::-p-xpath(${reviewRow('Mobile')}//label[text()="${words('formSite')}"]/following-sibling::input)`,
      'https://api.everywhere.test/v1',
    );
    await page.waitForSelector(`::-p-xpath(${reviewRow('Mobile')}/input[not(@disabled)])`);
    await saveImport(page, 1);
    await page.close();

    expect(await stored()).toEqual(['Sandbox', 'Mobile']);
  });

  it('of a folder of .bru files', async () => {
    const page = await importPage();

    await chooseFiles(page, folderOf('bruno/shop'));
    await untilReviewed(page);

    // One for each auth of the folders and each environment.
    for (const name of ['Development', 'Production']) {
      expect(await isTicked(page, `Shop · ${name}`)).toBe(true);
      expect(await isTicked(page, `Shop · ${name} /v1/orders`)).toBe(true);
    }
    await page.close();
  });

  it('of a Postman collection and its environment together', async () => {
    const page = await importPage();

    await chooseFiles(page, {
      'shop.json': fixture('postman/shop.json'),
      'shop.production.json': fixture('postman/shop.production.json'),
    });
    await untilReviewed(page);

    // The secret and the host are in the environment alone.
    await page.waitForSelector(`::-p-xpath(//h2[text()="shop.test"])`);
    expect(await isTicked(page, 'Shop · production')).toBe(true);
    await saveImport(page, 2);
    await page.close();
    expect(await stored()).toEqual(['Sandbox', 'Mobile', 'Shop · production', 'Shop · production']);
  });

  it('that is cancelled saves nothing, and its worker is gone', async () => {
    const before = await stored();
    const page = await importPage();
    const many = Array.from({ length: 3_000 }, (_, index) =>
      modHeader(`Robot ${index}`, 'Bearer abc', `robot${index}.test`),
    );

    // In one script: a slow driver would find the import done.
    await pasteSource(page, JSON.stringify(many));
    await page.evaluate(async (name) => {
      const find = () =>
        [...document.querySelectorAll('button')].find(({ innerText }) => innerText === name);
      while (!find()) await new Promise((resolve) => requestAnimationFrame(resolve));
      find()?.click();
    }, words('cancel'));

    await untilImportPage(page);
    await page.waitForFunction(
      (said) => document.body.innerText.includes(said),
      {},
      words('importCancelled'),
    );
    await page.close();
    expect(await stored()).toEqual(before);
  });

  it('of an unknown file says so', async () => {
    const page = await importPage();

    await pasteSource(page, 'What is this?');

    await page.waitForFunction(
      (said) => document.body.innerText.includes(said),
      {},
      words('problem_import_format_unknown'),
    );
    await page.close();
  });
});

describe('a lock in the middle of a review', () => {
  it('drops all of it, and gives names and ticks back once the files are chosen again', async () => {
    const page = await importPage();
    await dropFiles(page, SECRET_FILE);
    await untilReviewed(page);
    await click(page, `::-p-xpath(${reviewRow('Beside')}/input)`);
    // The page keeps the choice a moment later.
    await expect
      .poll(() =>
        page.evaluate(
          () => chrome.runtime.sendMessage({ type: 'import/kept' }) as Promise<unknown>,
        ),
      )
      .toMatchObject({ ticks: { 1: false } });

    await press(page, words('lock'));
    await page.waitForSelector('input[type="password"]');

    const shown = await page.evaluate(() => document.documentElement.outerHTML);
    for (const canary of Object.values(CANARIES)) expect(shown).not.toContain(canary);
    await typeInto(page, 'input[type="password"]', PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (name) => document.body.innerText.includes(name),
      {},
      CANARIES['name of a file'],
    );
    await dropFiles(page, SECRET_FILE);
    await untilReviewed(page);
    expect(await isTicked(page, CANARIES['name in a file'])).toBe(true);
    expect(await isTicked(page, 'Beside')).toBe(false);
    await page.close();
  });
});

/** Typed into a review, and nowhere else. */
const TYPED = {
  'name typed in a review': canary(),
  'credential typed in a review': canary(),
  'secret typed for a shared profile': canary(),
};
const HALF_FILE = {
  ...SECRET_FILE,
  'half.json': JSON.stringify([modHeader('Half', 'Bearer {{token}}', 'half.test')]),
};

/** What remains of a review that the user has half filled in. */
async function reviewHalf(): Promise<void> {
  const page = await importPage();
  await dropFiles(page, HALF_FILE);
  await untilReviewed(page);
  const row = reviewRow('Half');
  await typeInto(
    page,
    `::-p-xpath(${row}//input[@type="password"])`,
    TYPED['credential typed in a review'],
  );
  await typeInto(
    page,
    `::-p-xpath(${row}//input[@aria-label="${words('formName')}"])`,
    TYPED['name typed in a review'],
  );
  await click(page, `::-p-xpath(${reviewRow('Beside')}/input)`);
}

/** The same for a file of *Share without secrets*. */
async function reviewSharedHalf(): Promise<void> {
  const page = await importPage();
  const profileIds = await page.evaluate(async () => {
    const { state } = (await chrome.runtime.sendMessage({ type: 'state/read' })) as {
      state: { profiles: { id: string }[] };
    };
    return state.profiles.map(({ id }) => id);
  });
  const made = await sendFrom(page, { type: 'share/make', profileIds, notes: false });
  // Cast: the answer to this query.
  const { text } = made as unknown as { text: string };
  // Another name: one that is there already asks for nothing.
  await chooseFiles(page, { 'team.json': text.replace('Sandbox', 'Shared') });
  await typeInto(
    page,
    '.shared-profile input[type="password"]',
    TYPED['secret typed for a shared profile'],
  );
}

proves(
  'T7',
  'no secret of a file, nor what is typed in its review, is on the disk, open or killed',
  async (tried) => {
    await reviewSharedHalf();
    await reviewHalf();
    const canaries = { ...CANARIES, ...TYPED };
    const hits = () => scanProfile(world.browser.profileDir, canaries).map(describeHit);

    await untilSessionIsWritten(world);
    expect(hits()).toEqual([]);
    tried(Object.keys(canaries).length);

    let killed: string[] | undefined;
    await world.restartBrowser('kill', async () => {
      killed = hits();
    });
    expect(killed).toEqual([]);
    tried(Object.keys(canaries).length);
  },
);

describe('an import of 10,000 entries that do not fit into the storage', () => {
  const HOST = 'api.everywhere.test';
  const COUNT = 10_000;
  /** As many as an import may have, and in the vault 12 MB. */
  const LARGE = {
    '.netrc': Array.from({ length: COUNT }, (_, index) => {
      const password = `${index}-`.padEnd(500, 'x');
      return `machine ${HOST} login robot${index} password ${password}`;
    }).join('\n'),
  };

  /** A busy computer takes longer for so many than for anything else. */
  const untilSaid = (page: LabPage, selector: string, said: string) =>
    expect
      .poll(() => page.evaluate((at) => document.querySelector(at)?.textContent, selector), {
        timeout: 240_000,
      })
      .toContain(said);

  it('saves nothing and says why; the review stays, so that fewer can be saved', async () => {
    // Firefox has its small disk from then on.
    await world.restartBrowser();
    const page = await importPage();
    await typeInto(page, 'input[type="password"]', PASSPHRASE);
    await page.keyboard.press('Enter');
    await world.browser.allowHost(`https://${HOST}/*`);
    const [copies, names] = [await readCopies(world.browser), await stored()];
    // Another tab in front would leave this one without frames.
    await page.bringToFront();
    await dropFiles(page, LARGE);
    await untilSaid(page, '.import > [role="status"]', words('importFound', String(COUNT)));

    await untilSaid(page, '.save-bar', words('importSave', String(COUNT)));
    await click(page, '.save-bar .primary');
    await untilSaid(page, '.save-bar', words('error_storage_failed'));

    expect(await readCopies(world.browser)).toEqual(copies);
    expect(await stored()).toEqual(names);
    await page.bringToFront();
    await click(page, '.order-row input');
    await click(page, `::-p-xpath(${reviewRow(`${HOST} (7)`)}/input)`);
    await saveImport(page, 1);
    await page.close();
    expect(await stored()).toEqual([...names, `${HOST} (7)`]);
  }, 600_000);
});
