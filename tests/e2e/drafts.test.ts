/**
 * The form for a profile loses no typed text: each way of closing it brings the same text back, and
 * its secret goes to the server without having gone back to a page.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { button, fill, press, typeInto, words } from '../lab/pages/controls.mjs';
import { openEditor } from '../lab/pages/keybearer.mjs';
import { field, fillProfile, submitProfile } from '../lab/pages/profile-form.mjs';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GEONODE,
  GLUWA,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  sessionRules,
  untilInForce,
  type World,
} from './harness';
import { prepareProfile, prepareVault, sendFrom } from './prepared';

const NEW_PROFILE = '#/profile/new';
const HALF_TYPED = { ...PROFILES.ethereum, note: 'Typed and never saved', path: '/v1' };
const [SECRET = ''] = Object.values(PROFILES.ethereum.fields);
/** Keys may be written with or without. */
const CANARY = SECRET.replace(/^0x/, '');

let world: World;
let page: LabPage;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/blank`);
  await prepareVault(world);
  await world.browser.allowHost(`${GLUWA}/*`);
});

beforeEach(() => open(page, `${GLUWA}/blank`));

afterAll(() => world?.close());

/** The form for a new profile, filled in to the last field and not saved. */
async function halfTyped(): Promise<LabPage> {
  const manager = await world.keybearer.openManager(NEW_PROFILE);
  await fillProfile(manager, HALF_TYPED);
  return manager;
}

/** The form's text fields, by label. */
async function formOf(manager: LabPage): Promise<Record<string, string>> {
  await manager.waitForSelector('form');
  return manager.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>('form .field > input, form select')].map(
        (input) => [input.labels?.[0]?.textContent ?? '', input.value],
      ),
    ),
  );
}

/** The draft as a page reads it, in JSON, in which a secret cannot hide. */
function readDraft(manager: LabPage, key: string): Promise<string> {
  return manager.evaluate(async (of) => {
    const answer = await chrome.runtime.sendMessage({ type: 'draft/read', key: of });
    return JSON.stringify(answer ?? null);
  }, key);
}

function storage(area: 'local' | 'session'): Promise<string> {
  return world.browser.inBackground(
    async (name) => JSON.stringify(await chrome.storage[name].get()),
    area,
  );
}

/** The path is typed last. */
function untilKept(): Promise<void> {
  return vi.waitFor(async () => {
    const kept = await storage('session');
    expect(kept).toContain(CANARY);
    expect(kept).toContain(`"path":"${HALF_TYPED.path}"`);
  }, PATIENT);
}

/** Each closes the open form in another way, and returns the form that is open afterwards. */
type Disturbance = (manager: LabPage) => Promise<LabPage>;

const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  async 'its tab is closed'(manager) {
    await manager.close();
    return world.keybearer.openManager(NEW_PROFILE);
  },

  async 'its page is loaded again'(manager) {
    await manager.reload();
    return manager;
  },

  async 'the vault is locked'(manager) {
    await press(manager, words('lock'));
    await manager.waitForSelector(button(words('unlock')));
    await fill(manager, words('unlockPassphrase'), PASSPHRASE);
    await manager.keyboard.press('Enter');
    return manager;
  },

  async 'the vault locks itself'(manager) {
    // The background does this minutes after the last key.
    await untilKept();
    await world.browser.leaveComputer();
    await manager.waitForSelector(button(words('unlock')));
    await fill(manager, words('unlockPassphrase'), PASSPHRASE);
    await manager.keyboard.press('Enter');
    return manager;
  },

  async 'the background is stopped'(manager) {
    // A browser does this half a minute after the last message.
    await untilKept();
    await world.browser.stopBackground();
    await manager.close();
    return world.keybearer.openManager(NEW_PROFILE);
  },
};

describe('a half-typed form', () => {
  it.each(Object.entries(DISTURBANCES))('is back, and saves, when %s', async (_, disturb) => {
    const manager = await disturb(await halfTyped());
    await manager.bringToFront();
    await manager.waitForSelector(`::-p-xpath(//*[text()='${words('draftRestored')}'])`);

    await expect
      .poll(() => formOf(manager))
      .toMatchObject({
        [words('formName')]: HALF_TYPED.name,
        [words('formNote')]: HALF_TYPED.note,
        [words('formSite')]: GLUWA,
        [words('formPath')]: HALF_TYPED.path,
        [words('formScheme')]: 'gluwa-ethereum',
      });
    const html = await manager.evaluate(() => document.documentElement.outerHTML);
    expect(html).toContain(words('formTypedKept'));
    expect(html).not.toContain(CANARY);

    // A key that waits in an unsaved form counts as stored: see widening.test.ts.
    await sendFrom(manager, { type: 'vault/confirm', passphrase: PASSPHRASE });
    await submitProfile(manager, HALF_TYPED.name);
    await untilInForce(world, GLUWA);
    const mark = world.lab.log.mark();
    expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(200);
    expect(arrivals(world, ENDPOINTS.ethereum, mark)[0]?.signature).toMatch(/^MT/);
    expect(await readDraft(manager, 'new')).toBe('null');
    await manager.close();
    await world.keybearer.removeProfile(HALF_TYPED.name);
  });

  it('gives its secret to no page, writes it to no disk, and leaves none behind a lock', async () => {
    const manager = await halfTyped();
    await untilKept();

    const answer = await readDraft(manager, 'new');
    expect(answer).toContain(HALF_TYPED.note);
    expect(answer).toContain('"fieldsInBackground":["privateKey"]');
    expect(answer).not.toContain(CANARY);
    expect(await storage('local')).not.toContain(CANARY);

    await world.keybearer.lock(page);

    for (const area of ['session', 'local'] as const) {
      const stored = await storage(area);
      expect(stored).not.toContain(CANARY);
      expect(stored).not.toContain(HALF_TYPED.note);
    }
    await manager.bringToFront();
    await manager.waitForSelector(button(words('unlock')));
    expect(await manager.evaluate(() => document.documentElement.outerHTML)).not.toContain(CANARY);
    expect(await sessionRules(world.browser)).toEqual([]);
    await world.keybearer.unlock(page, PASSPHRASE);
    await manager.bringToFront();
    await manager.waitForSelector(`::-p-xpath(//*[text()='${words('draftRestored')}'])`);
    expect(await readDraft(manager, 'new')).not.toContain(CANARY);
    await press(manager, words('cancel'));
    await manager.waitForSelector('form', { hidden: true });
    await manager.close();
  });

  it('is named in the list, and gone for good once it is discarded', async () => {
    const manager = await halfTyped();
    await press(manager, words('navProfiles'), 'link');
    await manager.waitForSelector(`::-p-xpath(//*[text()='${words('managerUnsavedNew')}'])`);
    await press(manager, words('managerContinue'), 'link');

    await press(manager, words('draftDiscard'));

    await manager.waitForFunction(
      () => document.querySelector<HTMLInputElement>('form input')?.value === '',
    );
    // A page that opens the form next finds nothing, nor does one after a lock.
    await vi.waitFor(async () => expect(await storage('session')).not.toContain(CANARY), PATIENT);
    await manager.reload();
    await expect.poll(() => formOf(manager)).toMatchObject({ [words('formName')]: '' });
    const html = await manager.evaluate(() => document.documentElement.outerHTML);
    expect(html).not.toContain(words('draftRestored'));
    await manager.close();
    await world.keybearer.lock(page);
    await world.keybearer.unlock(page, PASSPHRASE);
    const list = await world.keybearer.openManager();
    await list.waitForSelector('h1');
    const text = await list.evaluate(() => document.body.textContent);
    await list.close();
    expect(text).not.toContain(words('managerUnsavedNew'));
  });

  it('is shown before the site that the popup was opened over, which it offers', async () => {
    const manager = await halfTyped();
    await manager.close();
    await open(page, `${GEONODE}/blank`);
    const popup = await world.browser.openPopup(page);

    const handed = await world.browser.opened(() => press(popup, words('popupAddProfile')));

    await handed.waitForSelector(`::-p-xpath(//*[text()='${words('draftCameFrom', GEONODE)}'])`);
    await expect.poll(() => formOf(handed)).toMatchObject({ [words('formName')]: HALF_TYPED.name });
    await press(handed, words('draftAddSite'));
    await handed.waitForSelector(field('formSite', '', 1));
    const sites = await handed.evaluate(() =>
      [...document.querySelectorAll('input')].map(({ value }) => value),
    );
    expect(sites).toContain(GLUWA);
    expect(sites).toContain(GEONODE);
    await press(handed, words('cancel'));
    await handed.waitForSelector('form', { hidden: true });
    await handed.close();
  });
});

describe('a half-typed change of a stored profile', () => {
  it('is marked in the list, comes back, and saves with the credential of before', async () => {
    await prepareProfile(world, PROFILES.ethereum);
    await untilInForce(world, GLUWA);
    const { name } = PROFILES.ethereum;
    const manager = await world.keybearer.openManager();
    await openEditor(manager, name);
    await typeInto(manager, field('formNote'), 'Half a thought');
    await manager.close();

    const again = await world.keybearer.openManager();
    await again.waitForSelector(`::-p-xpath(//li//span[text()='${words('managerUnsaved')}'])`);
    await press(again, words('managerContinue'), 'link');

    await expect.poll(() => formOf(again)).toMatchObject({ [words('formNote')]: 'Half a thought' });
    await submitProfile(again, name);
    const text = await again.evaluate(() => document.body.textContent);
    expect(text).toContain('Half a thought');
    expect(text).not.toContain(words('managerUnsaved'));
    await again.close();
    expect(await fetchStatus(page, ENDPOINTS.ethereum)).toBe(200);
  });
});
