/**
 * Today's token, pasted in the popup over the page that the server has refused: three clicks, no tab,
 * and nothing that was typed is lost or sent elsewhere.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProfileSummary } from '../../src/domain/app-state';
import { IXO_TOKENS } from '../lab/apis/ixo-tokens.mjs';
import type { LabPage } from '../lab/browsers/lab-page.mjs';
import { press, words } from '../lab/pages/controls.mjs';
import { draftOf } from '../support/drafts';
import {
  arrivals,
  ENDPOINTS,
  GLUWA,
  IXO,
  open,
  openWorld,
  PASSPHRASE,
  PATIENT,
  PROFILES,
  untilInForce,
  type World,
} from './harness';
import { prepareVault, sendFrom } from './prepared';

/** Of a token that no other test sends. */
const REFUSED = IXO_TOKENS.forged;
const TODAYS = IXO_TOKENS.jwt;
const NAME = PROFILES.ixoBearer.name;
const SECRET_FIELD = 'input[type=password]';

let world: World;
let page: LabPage;
let manager: LabPage;
let clicks: number;

beforeAll(async () => {
  world = await openWorld();
  page = await world.browser.newPage(`${GLUWA}/blank`);
  for (const site of [IXO, GLUWA]) await world.browser.allowHost(`${site}/*`);
  await prepareVault(world, PROFILES.ixoBearer, PROFILES.apiKey);
  manager = await world.keybearer.openManager('#/about');
  await untilInForce(world, IXO);
});

beforeEach(async () => {
  clicks = 0;
  // The server refuses the token that is stored.
  const reply = await sendFrom(manager, {
    type: 'credential/replace',
    ...(await stored()).target,
    value: REFUSED,
    accepted: [],
  });
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
  await page.bringToFront();
  await vi.waitFor(async () => {
    expect(await sentOnReload()).toEqual(`Bearer ${REFUSED}`);
  }, PATIENT);
});

afterAll(() => world?.close());

/** The profile, and its only header as messages name it. */
async function stored() {
  const { state } = await sendFrom(manager, { type: 'state/read' });
  const profiles = state?.vault === 'unlocked' ? state.profiles : [];
  const profile = profiles.find(({ sites }) => sites.some(({ origin }) => origin === IXO));
  if (!profile) throw new Error(`The vault is ${state?.vault}.`);
  const { id: profileId, revision, headers } = profile;
  return { profile, target: { profileId, revision, headerId: headers[0]?.id ?? '' } };
}

/** The header that the server gets as the page is opened once more. */
async function sentOnReload(): Promise<string | undefined> {
  const mark = world.lab.log.mark();
  await open(page, ENDPOINTS.ixo);
  return arrivals(world, ENDPOINTS.ixo, mark).at(-1)?.authorization;
}

async function openPopup(): Promise<LabPage> {
  clicks += 1;
  return world.browser.openPopup(page);
}

async function click(on: LabPage, name: string): Promise<void> {
  clicks += 1;
  await press(on, name);
}

/** The popup with the field for the secret, in which the focus is. */
async function openField(): Promise<LabPage> {
  const popup = await openPopup();
  await click(popup, words('replaceToken'));
  await popup.waitForFunction(() => document.activeElement?.matches('input[type=password]'));
  const isGuarded = await popup.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('input[type=password]');
    return input?.autocomplete === 'off' && !input.spellcheck;
  });
  expect(isGuarded).toBe(true);
  return popup;
}

async function untilFocused(popup: LabPage, name: string): Promise<void> {
  await expect.poll(() => popup.evaluate(() => document.activeElement?.textContent)).toBe(name);
}

async function untilSaved(popup: LabPage): Promise<void> {
  await popup.waitForSelector(SECRET_FIELD, { hidden: true });
}

function tabCount(): Promise<number> {
  return world.browser.inBackground(async () => {
    // Cast: without a condition, for every tab.
    return (await chrome.tabs.query({} as { url: string })).length;
  });
}

describe('today’s token', () => {
  it.each([
    ['the mouse', (popup: LabPage) => click(popup, words('formSave'))],
    ['Enter', (popup: LabPage) => popup.keyboard.press('Enter')],
  ])('takes three clicks and no tab, saved by %s', async (_, save) => {
    const before = await tabCount();
    const popup = await openField();
    // As the user pastes it, without another click.
    await popup.keyboard.sendCharacter(TODAYS);
    await save(popup);
    await untilSaved(popup);
    expect(clicks).toBeLessThanOrEqual(3);

    // The row of the profile has the focus, so that the keys go on from there.
    await popup.waitForFunction(() => document.activeElement?.matches('input[type=radio]:checked'));
    expect(await tabCount()).toBe(before);
    await popup.close();
    expect(await sentOnReload()).toBe(`Bearer ${TODAYS}`);
    // The one before is kept, so that the user can go back.
    expect((await stored()).profile.headers[0]?.previousCredential).toBe('kept');
  });

  it('is replaced by keys alone: the menu of the row, Enter, paste, Enter', async () => {
    const popup = await openPopup();
    await popup.waitForFunction(() => document.activeElement?.matches('input[type=radio]:checked'));
    await popup.keyboard.press('ContextMenu');
    await untilFocused(popup, words('managerEdit'));
    await popup.keyboard.press('ArrowDown');
    await untilFocused(popup, words('replaceToken'));
    await popup.keyboard.press('Enter');
    await popup.waitForFunction(() => document.activeElement?.matches('input[type=password]'));
    await popup.keyboard.sendCharacter(TODAYS);
    await popup.keyboard.press('Enter');
    await untilSaved(popup);

    await popup.waitForFunction(() => document.activeElement?.matches('input[type=radio]:checked'));
    expect(clicks).toBe(1);
    await popup.close();
    expect(await sentOnReload()).toBe(`Bearer ${TODAYS}`);
  });

  it('is reloaded by one click in the popup', async () => {
    const popup = await openField();
    await popup.keyboard.sendCharacter(TODAYS);
    await popup.keyboard.press('Enter');
    await untilSaved(popup);
    const mark = world.lab.log.mark();

    await click(popup, words('popupReload'));

    await vi.waitFor(() => {
      const [seen] = arrivals(world, ENDPOINTS.ixo, mark);
      expect(seen).toMatchObject({ authorization: `Bearer ${TODAYS}`, status: 200 });
    }, PATIENT);
    expect(clicks).toBeLessThanOrEqual(3);
  });

  it('is taken out of a pasted header, and not stored before', async () => {
    const popup = await openField();
    await popup.keyboard.sendCharacter(`Bearer Bearer ${TODAYS}`);
    // A pasted word is refused, whether or not its answer has come.
    await popup.keyboard.press('Enter');
    await press(popup, words('formFix'));
    await popup.waitForFunction(() => document.activeElement?.matches('input[type=password]'));
    expect((await stored()).profile.headers[0]?.previousCredential).toBeDefined();
    await popup.keyboard.press('Enter');
    await untilSaved(popup);
    await popup.close();

    expect(await sentOnReload()).toBe(`Bearer ${TODAYS}`);
  });

  it('is refused for a profile that was changed meanwhile', async () => {
    const popup = await openField();
    await popup.keyboard.sendCharacter(TODAYS);
    await rename((await stored()).profile);

    await press(popup, words('formSave'));

    await popup.waitForSelector(`::-p-xpath(//p[contains(., "${words('replaceStale')}")])`);
    await press(popup, words('cancel'));
    await popup.close();
    expect(await sentOnReload()).toBe(`Bearer ${REFUSED}`);
  });

  it('is kept when the popup closes, over this site only, and through a lock', async () => {
    const half = await openField();
    await half.keyboard.sendCharacter(TODAYS);
    await vi.waitFor(async () => expect(await session()).toContain(TODAYS), PATIENT);
    await half.close();

    await open(page, `${GLUWA}/blank`);
    const elsewhere = await world.browser.openPopup(page);
    // The choice is drawn with or after the notice of a kept value.
    await elsewhere.waitForSelector('input[type=radio]');
    expect(await elsewhere.evaluate(() => document.body.innerText)).not.toContain('is not saved');
    await press(elsewhere, words('lock'));
    await elsewhere.waitForSelector(SECRET_FIELD);
    expect(await session()).not.toContain(TODAYS);
    await elsewhere.close();
    await world.keybearer.unlock(page, PASSPHRASE);

    await open(page, ENDPOINTS.ixo);
    const popup = await openPopup();
    await popup.waitForSelector(`::-p-xpath(//p[contains(., "“${NAME}” is not saved")])`);
    expect(await popup.evaluate(() => document.documentElement.innerHTML)).not.toContain(TODAYS);
    await press(popup, words('formSave'));
    await popup.waitForSelector(`::-p-xpath(//p[contains(., "is not saved")])`, { hidden: true });
    await popup.close();
    expect(await sentOnReload()).toBe(`Bearer ${TODAYS}`);
    expect(await session()).not.toContain('"typedAt"');
  });
});

/** All that the extension has in memory. */
function session(): Promise<string> {
  return world.browser.inBackground(async () => JSON.stringify(await chrome.storage.session.get()));
}

/** As another window does; the credential stays. */
async function rename({ id, revision, headers }: ProfileSummary): Promise<void> {
  const draft = draftOf(NAME, IXO, 'bearer', {});
  const [header] = headers;
  const kept = { id: header?.id ?? '', schemeId: 'bearer', paths: [], methods: [] };
  const reply = await sendFrom(manager, {
    type: 'profile/save',
    profile: { ...draft, id, revision, headers: [kept], note: 'changed meanwhile' },
    pick: true,
  });
  if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
}
