/**
 * One profile, edited in two windows: the later save is told about the earlier change, and
 * no typed text is lost in either window.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { basicFields } from '../lab/demo/demo-profiles.mjs';
import { press, typeInto, words } from '../lab/pages/controls.mjs';
import { openEditor } from '../lab/pages/keybearer.mjs';
import { field, fillCredential, submitInVain, submitProfile } from '../lab/pages/profile-form.mjs';
import { openRow, rowOf } from '../lab/pages/profile-row.mjs';
import { proves } from '../support/proves';
import {
  arrivals,
  ENDPOINTS,
  fetchStatus,
  GLUWA,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { openWorldInUse } from './prepared';

const { name } = PROFILES.apiKey;
const BASIC = 'Basic YWJjZDoxMjM0';
const ANOTHER = { username: 'abcd', password: 'another' };
const HERE = 'From this window';
const THERE = 'From the other window';

let world: World;
let page: LabPage;
let tabs: LabPage[] = [];

beforeAll(async () => {
  ({ world, page } = await openWorldInUse());
});

afterEach(async () => {
  for (const tab of tabs) await tab.close();
  tabs = [];
});

afterAll(() => world?.close());

/** The profile's form in a tab of its own. */
async function editor(): Promise<LabPage> {
  const tab = await world.keybearer.openManager();
  tabs.push(tab);
  await openEditor(tab, name);
  return tab;
}

async function typeNote(tab: LabPage, note: string): Promise<void> {
  await tab.bringToFront();
  await typeInto(tab, field('formNote'), note);
}

/** The form's table of the two sides, row by row, in the tab that is in front. */
async function differences(tab: LabPage): Promise<string[][]> {
  await tab.waitForSelector('.conflict table');
  return tab.evaluate(() =>
    [...document.querySelectorAll('.conflict tbody tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent ?? ''),
    ),
  );
}

async function noteInList(): Promise<string> {
  const tab = await world.keybearer.openManager();
  tabs.push(tab);
  await openRow(tab, name);
  const card = await tab.waitForSelector(`::-p-xpath(${rowOf(name)})`);
  return (await card?.evaluate(({ textContent }) => textContent)) ?? '';
}

async function sent(): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await fetchStatus(page, ENDPOINTS.basic);
  return arrivals(world, ENDPOINTS.basic, mark)[0]?.authorization;
}

describe('a profile that is edited in two windows', () => {
  proves(
    'F5',
    'a stale edit is refused and told, and saves over the other when asked',
    async (tried) => {
      const [mine, other] = [await editor(), await editor()];
      await typeNote(mine, HERE);
      await typeNote(other, THERE);
      await submitProfile(other, name);

      // The notice is shown before a save.
      await mine.bringToFront();
      expect(await differences(mine)).toEqual([[words('compareNote'), THERE, HERE]]);
      expect(await submitInVain(mine)).toBe(words('error_profile_stale'));
      expect(await noteInList()).toContain(THERE);

      await mine.bringToFront();
      await press(mine, words('conflictSaveMine'));
      await mine.waitForSelector(`::-p-xpath(${rowOf(name)})`);

      expect(await noteInList()).toContain(HERE);
      expect(await sent()).toBe(BASIC);
      tried();
    },
  );

  it('shows no credential, only which side has replaced it', async () => {
    const [mine, other] = [await editor(), await editor()];
    await typeNote(mine, 'Kept here');
    await other.bringToFront();
    await press(other, words('formReplace'));
    // The same once more would be none.
    await fillCredential(other, basicFields(ANOTHER));
    await submitProfile(other, name);

    await mine.bringToFront();
    expect(await differences(mine)).toEqual([
      [words('compareNote'), HERE, 'Kept here'],
      [
        `${words('scheme_basic')}: ${words('compareCredential')}`,
        words('compareReplaced'),
        words('compareAsItWas'),
      ],
    ]);
    await press(mine, words('conflictSaveMine'));
    await mine.waitForSelector(`::-p-xpath(${rowOf(name)})`);

    expect(await noteInList()).toContain('Kept here');
    expect(await sent()).toBe(`Basic ${btoa('abcd:another')}`);
  });

  it('takes the other one where that is wanted, and leaves nothing unsaved', async () => {
    const [mine, other] = [await editor(), await editor()];
    await typeNote(mine, HERE);
    await typeNote(other, THERE);
    await submitProfile(other, name);

    await mine.bringToFront();
    await press(mine, words('conflictTakeTheirs'));
    await mine.waitForSelector('.conflict', { hidden: true });

    const note = await mine.waitForSelector(field('formNote'));
    expect(await note?.evaluate((input) => (input as HTMLInputElement).value)).toBe(THERE);
    await submitProfile(mine, name);
    const list = await noteInList();
    expect(list).toContain(THERE);
    expect(list).not.toContain(words('managerUnsaved'));
  });

  it('shows the newer one to who has typed nothing yet', async () => {
    const [idle, other] = [await editor(), await editor()];
    await typeNote(other, 'A new note');
    await submitProfile(other, name);

    await idle.bringToFront();
    await idle.waitForFunction(() =>
      [...document.querySelectorAll('input')].some(({ value }) => value === 'A new note'),
    );
    expect(await idle.$('.conflict')).toBeNull();
    await typeNote(idle, 'Typed after');
    await submitProfile(idle, name);

    expect(await noteInList()).toContain('Typed after');
  });

  it('is saved anew where the other has removed it, once its credential is typed again', async () => {
    const mine = await editor();
    await typeNote(mine, 'Saved anew');
    await world.keybearer.removeProfile(name);

    await mine.bringToFront();
    const lost = words('conflictTypeAgain', words('scheme_basic'));
    await mine.waitForSelector(`::-p-xpath(//*[text()='${lost}'])`);
    await press(mine, words('conflictSaveAnew'));
    await mine.waitForSelector('form [role="alert"]');
    await fillCredential(mine, PROFILES.apiKey.fields);
    await press(mine, words('formUse'), 'checkbox');
    await submitProfile(mine, name);

    expect(await noteInList()).toContain('Saved anew');
    await untilInForce(world, GLUWA);
    expect(await sent()).toBe(BASIC);
  });
});
