/**
 * Damage to the real files, with the browser closed: the storage API's reaction, and the user's
 * options.
 */
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, click, fill, press, typeInto, words } from '../lab/pages/controls.mjs';
import { readCopies, storeCopies } from '../lab/pages/stored-copies.mjs';
import { proves, rounds } from '../support/proves';
import { downloaded, GLUWA, openWorld, PASSPHRASE, PROFILES, type World } from './harness';
import { prepareVault } from './prepared';

const NAME = PROFILES.ethereum.name;

let profileDir: string;
let healthyDir: string;
let world: World;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'keybearer-recovery-'));
  healthyDir = await mkdtemp(join(tmpdir(), 'keybearer-healthy-'));
  world = await openWorld({ profileDir });
  await world.browser.allowHost(`${GLUWA}/*`);
  await prepareVault(world, PROFILES.ethereum);
});

afterAll(async () => {
  await world?.close();
  for (const dir of [profileDir, healthyDir]) await rm(dir, { recursive: true, force: true });
});

/** Folders of the extension's own data, by the kind of storage; relative to the profile. */
async function storageFolders(): Promise<{ readonly storage: string; readonly database: string }> {
  const folder = async (parent: string, isIt: (name: string) => boolean) => {
    const found = (await readdir(join(profileDir, parent))).find(isIt);
    if (found === undefined) throw new Error(`Nothing of ours in ${parent}`);
    return join(parent, found);
  };
  if (world.browser.name === 'firefox') {
    const own = (name: string) => name.startsWith('moz-extension+++');
    return {
      // Firefox keeps storage.local in a database of its own, of a container of its own.
      storage: await folder('storage/default', (name) => own(name) && name.includes('^')),
      database: await folder('storage/default', (name) => own(name) && !name.includes('^')),
    };
  }
  const id = new URL(world.browser.extensionOrigin).host;
  return {
    storage: await folder('Default/Local Extension Settings', (name) => name === id),
    database: await folder('Default/IndexedDB', (name) => name.includes(id)),
  };
}

/** Every file in it, the one with the data first. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(profileDir, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sized = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path: relative(profileDir, path), size: (await readFile(path)).length };
    }),
  );
  return sized
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
    .map(({ path }) => path);
}

const DAMAGES = {
  truncated: async (file: string) => truncate(file, Math.floor((await readFile(file)).length / 2)),
  flipped: async (file: string) => {
    const bytes = await readFile(file);
    // Inside the newest record with a vault, or in the middle of a file without one.
    const vault = bytes.lastIndexOf('keybearer-vault');
    const at = vault < 0 ? bytes.length >> 1 : vault + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(file, bytes);
  },
  deleted: (file: string) => rm(file),
} as const;

type DamageName = keyof typeof DAMAGES;

interface Damage {
  readonly of: 'storage' | 'database';
  readonly file: string;
  readonly by: DamageName;
}

/** Damages to the data itself come first: the short run stops after them. */
async function damagesOf(folders: Awaited<ReturnType<typeof storageFolders>>): Promise<Damage[]> {
  const all: Damage[] = [];
  const places = ['storage', 'database'] as const;
  for (const place of places) {
    for (const file of await filesIn(folders[place])) {
      for (const by of ['truncated', 'flipped', 'deleted'] as const) {
        all.push({ of: place, file, by });
      }
    }
  }
  const data = places.map((place) => all.find((each) => each.of === place)?.file);
  const isTelling = ({ of, file, by }: Damage) =>
    data.includes(file) && (of === 'storage') === (by !== 'deleted');
  const telling = all.filter(isTelling);
  const inOrder = [...telling, ...all.filter((each) => !isTelling(each))];
  return inOrder.slice(0, rounds({ short: telling.length, full: all.length }));
}

/** The manager's notice about the stored vault, and its profiles, after unlocking. */
async function openAndLook(): Promise<{ readonly notice: string; readonly names: string[] }> {
  const manager = await world.keybearer.openManager();
  await fill(manager, words('unlockPassphrase'), PASSPHRASE);
  await manager.keyboard.press('Enter');
  await manager.waitForSelector('li.profile');
  const seen = await manager.evaluate(() => ({
    notice: document.querySelector('.notice.told p')?.textContent ?? '',
    names: [...document.querySelectorAll('.profile .name')].map((each) => each.textContent ?? ''),
  }));
  await manager.close();
  return seen;
}

/** Whether the vault still takes a change. */
async function canChange(): Promise<boolean> {
  const manager = await world.keybearer.openManager();
  const { ok } = await send(manager, { type: 'settings/change', settings: { paused: true } });
  await manager.close();
  return ok;
}

/** Sends a message from the page itself. */
function send(manager: LabPage, message: object): Promise<{ readonly ok: boolean }> {
  return manager.evaluate(
    (request) => (chrome as unknown as { runtime: Runtime }).runtime.sendMessage(request),
    message,
  );
}

interface Runtime {
  sendMessage(message: object): Promise<{ readonly ok: boolean }>;
}

/** The copy that a page has handed over. */
function savedCopy(): Promise<string> {
  return downloaded(world.browser, /^keybearer-vault-[\d-]+\.txt$/);
}

/** Chooses the file as a person does in the browser's dialog. */
async function restoreFrom(manager: LabPage, text: string): Promise<void> {
  const input = await manager.waitForSelector('input[type="file"]');
  await input?.evaluate((element, content) => {
    const files = new DataTransfer();
    files.items.add(new File([content], 'copy.txt', { type: 'text/plain' }));
    (element as HTMLInputElement).files = files.files;
  }, text);
  await press(manager, words('restore'));
}

let exported: string;

it('hands the open vault over as a file: one copy, sealed anew', async () => {
  const manager = await world.keybearer.openManager('#/settings');
  await press(manager, words('saveCopy'));

  exported = await savedCopy();

  await manager.close();
  expect(exported.match(/^keybearer-vault sha256:/gm)).toHaveLength(1);
  const { storage } = await readCopies(world.browser);
  expect(exported).not.toContain(storage.current);
  expect(exported).not.toContain(NAME);
});

proves(
  'F3',
  'whichever file is damaged, the vault opens with everything, and damage is told',
  async (tried) => {
    const { current: newest } = (await readCopies(world.browser)).storage;
    const folders = await storageFolders();
    await world.restartBrowser('close', () => copyFolders(folders, profileDir, healthyDir));
    const told = new Map<string, string>();
    for (const { of, file, by } of await damagesOf(folders)) {
      const label = `${of} ${file.split('/').at(-1)} ${by}`;
      await world.restartBrowser('close', async () => {
        await copyFolders(folders, healthyDir, profileDir);
        await DAMAGES[by](join(profileDir, file));
      });

      const { notice, names } = await openAndLook();

      expect(names, label).toContain(NAME);
      told.set(label, notice);
      if (notice === words('notice_copy_failing')) {
        expect((await readCopies(world.browser))[of], label).toEqual({ current: 'unreadable' });
      } else {
        expect(['', words('notice_repaired')], label).toContain(notice);
        const { storage, database } = await readCopies(world.browser);
        expect([storage.current, database.current], label).toEqual([newest, newest]);
      }
      expect(await canChange(), label).toBe(true);
      tried();
    }
    expect([...told.values()]).toContain(words('notice_repaired'));
    await world.restartBrowser('close', () => copyFolders(folders, healthyDir, profileDir));
  },
  900_000,
);

proves('F3', 'with both copies gone, a saved one brings everything back', async (tried) => {
  const folders = await storageFolders();
  await world.restartBrowser('close', async () => {
    for (const folder of Object.values(folders)) {
      await rm(join(profileDir, folder), { recursive: true });
    }
  });
  const manager = await world.keybearer.openManager();
  await manager.waitForSelector(button(words('setupCreate')));
  await click(manager, 'summary');

  await restoreFrom(manager, exported);

  await manager.waitForSelector(button(words('unlock')));
  await manager.close();
  expect((await openAndLook()).names).toContain(NAME);
  tried();
});

proves('F3', 'damage to both is listed, and nothing happens by itself', async (tried) => {
  const { current } = (await readCopies(world.browser)).storage;
  const half = String(current).slice(0, -10);
  await storeCopies(world.browser, { current: half, before: 'x' }, { current: half });

  const manager = await world.keybearer.openManager();
  await manager.waitForSelector('.findings');

  const found = await manager.evaluate(() =>
    [...document.querySelectorAll('.findings li')].map((line) =>
      [...line.children].map(({ textContent }) => textContent),
    ),
  );
  expect(found).toEqual([
    [words('recoveryStorage'), words('copy_damaged')],
    [words('recoveryBefore', words('recoveryStorage')), words('copy_damaged')],
    [words('recoveryDatabase'), words('copy_damaged')],
  ]);
  await press(manager, words('saveCopy'));
  expect((await savedCopy()).trim()).toBe(`${half}\n\nx`);
  for (const [file, problem] of [
    ['something else', words('problem_file_no_copy')],
    [half, words('problem_file_damaged')],
  ] as const) {
    await restoreFrom(manager, file);
    await manager.waitForSelector(`::-p-xpath(//p[@role="alert"][text()="${problem}"])`);
    tried();
  }
  expect(await readCopies(world.browser)).toEqual({
    storage: { current: half, before: 'x' },
    database: { current: half },
  });

  await restoreFrom(manager, exported);

  await manager.waitForSelector(button(words('unlock')));
  await manager.close();
  expect((await openAndLook()).names).toContain(NAME);
  tried();
});

proves('F3', 'starting over takes the whole phrase, and nothing less', async (tried) => {
  await storeCopies(world.browser, { current: 'x' }, { current: 'x' });
  const phrase = words('startOverPhrase');
  const field = `::-p-aria([name="${words('startOverConfirm', phrase)}"][role="textbox"])`;
  // An open page reloads when its vault becomes unreadable: this one sees that from the start.
  const first = await world.keybearer.openManager();
  await first.waitForSelector(field);
  await first.close();
  const manager = await world.keybearer.openManager();

  for (const typed of [' ', phrase.slice(0, -1), phrase.toUpperCase(), `${phrase} `]) {
    await typeInto(manager, field, typed);
    await manager.keyboard.press('Enter');
    await press(manager, words('startOver'));
    // A reply would have come before that of a later question.
    await send(manager, { type: 'state/read' });
    expect((await readCopies(world.browser)).storage, typed).toEqual({ current: 'x' });
    tried();
  }
  await typeInto(manager, field, phrase);
  await press(manager, words('startOver'));

  await manager.waitForSelector(button(words('setupCreate')));
  expect(await readCopies(world.browser)).toEqual({ storage: {}, database: {} });
  await manager.close();
  tried();
});

it('lets a user without the passphrase start over, but not while the vault is open', async () => {
  const page = await world.browser.newPage('about:blank');
  await world.keybearer.createVault(page, 'a passphrase to be forgotten');
  const open = await world.keybearer.openManager();
  const refused = await send(open, { type: 'vault/start-over', locked: true });
  expect(refused).toMatchObject({ ok: false, failure: { code: 'vault-exists' } });
  await open.close();
  await world.keybearer.lock(page);
  const manager = await world.keybearer.openManager();
  const phrase = words('startOverPhrase');

  await click(manager, 'summary');
  await fill(manager, words('startOverConfirm', phrase), phrase);
  await press(manager, words('startOver'));

  await manager.waitForSelector(button(words('setupCreate')));
  expect(await readCopies(world.browser)).toEqual({ storage: {}, database: {} });
  await manager.close();
});

async function copyFolders(
  folders: Readonly<Record<string, string>>,
  from: string,
  to: string,
): Promise<void> {
  for (const folder of Object.values(folders)) {
    await rm(join(to, folder), { recursive: true, force: true });
    await cp(join(from, folder), join(to, folder), { recursive: true });
  }
}
