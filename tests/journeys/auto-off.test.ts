/** Picks that end by themselves, in the whole background and with a clock that the test moves. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { explainAddress } from '../../src/app/activity/explain-address';
import { createVault } from '../../src/app/keys/create-vault';
import { unlock } from '../../src/app/keys/unlock';
import { readState } from '../../src/app/pages/read-state';
import { reconcile } from '../../src/app/reconcile';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import { encodeBackup } from '../../src/backup/encode-backup';
import type { EndChoice } from '../../src/domain/pick-end';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin } from '../../src/domain/site';
import type { Command } from '../../src/protocol/messages';
import { opened } from '../support/app-states';
import { draftOf, GEONODE, SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { FAULTS, faultyPorts } from '../support/faulty-ports';
import { inTurn } from '../support/in-turn';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const GLUWA = 'https://api.gluwa.test' as Origin;
const GEO = 'https://api.geonode.test' as Origin;
const MINUTE = 60_000;
const DEBUG: ProfileDraft = {
  ...draftOf('Debug', GLUWA, 'custom-header', { headerName: 'X-Debug', value: 'on' }),
  isExtra: true,
};

let created: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;
let admin: string;
let debug: string;
/** When the ends are chosen. */
let setAt: number;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(async () => {
  browser = copyOf(created);
  setAt = browser.now;
  background = compose(browser.ports);
  admin = await saved(SANDBOX_ADMIN);
  debug = await saved(DEBUG);
  await saved(GEONODE);
  // So that no test meets the automatic lock.
  await done({ type: 'settings/change', settings: { autoLockMinutes: 480 } });
});

function copyOf(from: FakeBrowser): FakeBrowser {
  const copy = fakeBrowser();
  copy.envelope = from.envelope;
  copy.session = structuredClone(from.session);
  copy.rules = from.rules;
  copy.now = from.now;
  return copy;
}

const done = async (command: Command) =>
  expect(await background.perform(command)).toMatchObject({ ok: true });
const ends = (end: EndChoice | null, origin: Origin = GLUWA) =>
  done({ type: 'pick/end', origin, end });
const state = async () => opened(await readState(browser.ports));
const pickAt = async (origin: Origin) => (await openVault(browser.ports)).content.sitePicks[origin];

async function saved(profile: ProfileDraft): Promise<string> {
  await done({ type: 'profile/save', profile, pick: true });
  return (await openVault(browser.ports)).content.profiles.at(-1)?.id ?? '';
}

function isSent(origin: Origin, on: FakeBrowser = browser): boolean {
  return Object.keys(inForce(on)).some((place) => place.startsWith(`|${origin}/`));
}

/** The background dies, and starts again at some later time. */
async function startAgain(): Promise<void> {
  background = compose(browser.ports);
  await inTurn(browser.ports, reconcile);
}

/** Whether the stored vault has the end still, passed or not. */
async function isStored(on: FakeBrowser = browser): Promise<boolean> {
  const { latestNow: _, ...session } = await on.ports.session.read();
  const asBefore = { ...on.ports.session, read: async () => session };
  const { content } = await openVault({ ...on.ports, session: asBefore, now: () => setAt });
  return content.sitePicks[GLUWA]?.until !== undefined;
}

describe('an end at a time', () => {
  proves('T8', 'turns off that site, with its extras, and no other', async (tried) => {
    await ends('minutes30');
    expect(isSent(GLUWA)).toBe(true);
    browser.now += 30 * MINUTE - 1;
    await inTurn(browser.ports, reconcile);
    expect(isSent(GLUWA)).toBe(true);

    browser.now += 1;
    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(false);
    expect(isSent(GEO)).toBe(true);
    expect((await state()).picks[GLUWA]).toBeUndefined();
    // As Off does.
    expect(await pickAt(GLUWA)).toEqual({ extras: [debug] });
    tried();
  });

  proves('F6', 'is over at the first event after a death and a sleep', async (tried) => {
    await ends('hours2');
    browser.now += 5 * 60 * MINUTE;

    await startAgain();

    expect(isSent(GLUWA)).toBe(false);
    expect(await pickAt(GLUWA)).toEqual({ extras: [debug] });
    tried();
  });

  proves('T8', 'comes before the task of the turn that finds it over', async (tried) => {
    await ends('minutes30');
    browser.now += 31 * MINUTE;

    await inTurn(browser.ports, async () => expect(isSent(GLUWA)).toBe(false));
    // A turn that sends the extra alone again: only by a new pick.
    await done({ type: 'pick/extra', origin: GLUWA, profileId: debug, isOn: true });
    expect(isSent(GLUWA)).toBe(false);
    await ends(null);
    expect(isSent(GLUWA)).toBe(false);
    tried();
  });

  proves('T8', 'runs on over a lock: an unlock after it brings nothing back', async (tried) => {
    await ends('minutes30');
    await done({ type: 'vault/lock' });
    browser.now += 31 * MINUTE;

    await done({ type: 'vault/unlock', passphrase: PASSPHRASE });

    expect(isSent(GLUWA)).toBe(false);
    expect((await state()).endedPicks).toEqual({ [GLUWA]: 'time' });
    tried();
  });

  proves('T8', 'is not moved by a lock and an unlock before it', async (tried) => {
    await ends('minutes30');
    browser.now += 20 * MINUTE;
    await done({ type: 'vault/lock' });
    await done({ type: 'vault/unlock', passphrase: PASSPHRASE });
    expect(isSent(GLUWA)).toBe(true);
    expect(browser.wakeUpAt).toBeLessThanOrEqual(browser.now + 10 * MINUTE);
    expect((await state()).pickEnds).toEqual({ [GLUWA]: { at: browser.now + 10 * MINUTE } });

    browser.now += 10 * MINUTE;
    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(false);
    tried();
  });

  it('wakes the background for the last minute and for the end', async () => {
    await ends('minutes30');
    expect(browser.wakeUpAt).toBeLessThanOrEqual(browser.now + 29 * MINUTE);
    browser.now += 29 * MINUTE;

    await inTurn(browser.ports, reconcile);

    expect(browser.wakeUpAt).toBe(browser.now + MINUTE);
    expect((await state()).pickEnds).toEqual({
      [GLUWA]: { at: browser.now + MINUTE, isLastMinute: true },
    });
  });

  it('is over for each of two sites at its own time', async () => {
    await ends('hours2');
    await ends('minutes30', GEO);
    browser.now += 31 * MINUTE;
    await inTurn(browser.ports, reconcile);
    expect([isSent(GLUWA), isSent(GEO)]).toEqual([true, false]);

    browser.now += 90 * MINUTE;
    await inTurn(browser.ports, reconcile);

    expect([isSent(GLUWA), isSent(GEO)]).toEqual([false, false]);
  });

  it('is one of extras alone, too', async () => {
    await done({ type: 'pick/extras-alone', origin: GLUWA });
    await ends('minutes30');
    expect(isSent(GLUWA)).toBe(true);
    browser.now += 31 * MINUTE;

    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(false);
    expect(await pickAt(GLUWA)).toEqual({ extras: [debug] });
  });
});

describe('a clock that is set back', () => {
  proves('F6', 'brings no ended pick back', async (tried) => {
    await ends('minutes30');
    browser.now += 31 * MINUTE;
    await inTurn(browser.ports, reconcile);

    browser.now -= 20 * MINUTE;
    await startAgain();

    expect(isSent(GLUWA)).toBe(false);
    expect(await isStored()).toBe(false);
    tried();
  });

  proves('F6', 'brings none back if the vault could not be written', async (tried) => {
    await ends('minutes30');
    browser.now += 31 * MINUTE;
    browser.refuseStorage = true;
    await inTurn(browser.ports, reconcile);
    expect(isSent(GLUWA)).toBe(false);
    expect(await isStored()).toBe(true);
    expect((await state()).picks[GLUWA]).toBeUndefined();

    browser.now -= 20 * MINUTE;
    await startAgain();
    expect(isSent(GLUWA)).toBe(false);

    browser.refuseStorage = false;
    await startAgain();
    expect(await isStored()).toBe(false);
    tried();
  });

  proves('F6', 'ends a pick that would get more time by it', async (tried) => {
    await ends('minutes30');
    browser.now += 20 * MINUTE;
    await inTurn(browser.ports, reconcile);
    browser.now -= 15 * MINUTE;

    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(false);
    expect((await state()).endedPicks).toEqual({ [GLUWA]: 'clock' });
    // A new end goes by the clock as it is.
    await done({ type: 'pick/set', origin: GLUWA, profileId: admin });
    await ends('minutes30');
    expect(isSent(GLUWA)).toBe(true);
    browser.now += 31 * MINUTE;
    await inTurn(browser.ports, reconcile);
    expect(isSent(GLUWA)).toBe(false);
    tried();
  });
});

describe('an end with the browser', () => {
  proves(
    'T8',
    'is over after a start of the browser or of Keybearer, however soon',
    async (tried) => {
      await ends('browser');
      browser.now += 24 * 60 * MINUTE;
      await done({ type: 'vault/lock' });
      await done({ type: 'vault/unlock', passphrase: PASSPHRASE });
      await startAgain();
      expect(isSent(GLUWA)).toBe(true);

      browser.session = {};
      await startAgain();
      await done({ type: 'vault/unlock', passphrase: PASSPHRASE });

      expect(isSent(GLUWA)).toBe(false);
      expect(isSent(GEO)).toBe(true);
      expect((await state()).endedPicks).toEqual({ [GLUWA]: 'start' });
      tried();
    },
  );

  proves('T8', 'an end at a time is over then, too', async (tried) => {
    await ends('hours2');
    browser.session = {};
    await startAgain();

    await done({ type: 'vault/unlock', passphrase: PASSPHRASE });

    expect(isSent(GLUWA)).toBe(false);
    tried();
  });
});

describe('a change of the pick', () => {
  it('by the user takes the end away', async () => {
    await ends('minutes30');
    await done({ type: 'pick/set', origin: GLUWA, profileId: admin });
    browser.now += 31 * MINUTE;

    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(true);
  });

  it('by Keep on does so too', async () => {
    await ends('minutes30');
    await ends(null);
    browser.now += 31 * MINUTE;

    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(true);
    expect(await state()).not.toHaveProperty('pickEnds');
  });

  proves('T8', 'of its extras keeps the end', async (tried) => {
    await ends('minutes30');
    await done({ type: 'pick/extra', origin: GLUWA, profileId: debug, isOn: false });
    await done({ type: 'pick/extra', origin: GLUWA, profileId: debug, isOn: true });
    browser.now += 31 * MINUTE;

    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(false);
    tried();
  });

  proves('T8', 'by an undo brings the end back with the pick', async (tried) => {
    await done({ type: 'pick/extra', origin: GLUWA, profileId: debug, isOn: false });
    await ends('minutes30');
    await done({ type: 'profile/remove', profileIds: [admin] });
    expect(isSent(GLUWA)).toBe(false);
    const { undo } = await state();
    await done({ type: 'bin/undo', ids: [...(undo?.ids ?? [])] });
    expect(isSent(GLUWA)).toBe(true);
    browser.now += 31 * MINUTE;

    await inTurn(browser.ports, reconcile);

    expect(isSent(GLUWA)).toBe(false);
    tried();
  });
});

it('has the verdict of Off after it, at an address too', async () => {
  const said = () =>
    explainAddress(browser.ports, { url: `${GLUWA}/v1`, way: 'opened', method: 'GET', page: '' });
  const before = await said();
  await ends('minutes30');
  expect(await said()).toEqual(before);
  browser.now += 31 * MINUTE;

  const after = await inTurn(browser.ports, said);

  await done({ type: 'pick/set', origin: GLUWA, profileId: null });
  expect(after).toEqual(await said());
  expect(after).not.toEqual(before);
});

it('is told until the user has seen it, or has picked again', async () => {
  await ends('minutes30');
  await ends('minutes30', GEO);
  browser.now += 31 * MINUTE;
  await inTurn(browser.ports, reconcile);
  expect((await state()).endedPicks).toEqual({ [GLUWA]: 'time', [GEO]: 'time' });

  await done({ type: 'pick/end-seen', origin: GEO });
  expect((await state()).endedPicks).toEqual({ [GLUWA]: 'time' });

  await done({ type: 'pick/set', origin: GLUWA, profileId: admin });
  expect(await state()).not.toHaveProperty('endedPicks');
});

it('a passed end is no pick and no change of a profile', async () => {
  await ends('minutes30');
  const before = (await openVault(browser.ports)).content;
  browser.now += 31 * MINUTE;

  await inTurn(browser.ports, reconcile);

  const { content } = await openVault(browser.ports);
  expect(content.pickTimes).toEqual(before.pickTimes);
  expect(content.backup).toEqual(before.backup);
});

it('a backup has the site of a pick with an end off, and its extras on', async () => {
  await ends('hours2');
  const { content } = await openVault(browser.ports);

  const { picks } = JSON.parse(encodeBackup(content, browser.now, () => ({})));

  expect(picks[GLUWA]).toEqual({ extras: [debug] });
  expect(picks[GEO].identity).toBeDefined();
});

proves(['F1', 'T8'], 'a death at any call leaves nothing in force past the end', async (tried) => {
  await ends('minutes30');
  browser.now += 31 * MINUTE;
  for (const fault of FAULTS) {
    for (let at = 1; ; at += 1) {
      const copy = copyOf(browser);
      const { ports, dead, calls } = faultyPorts(copy.ports, fault, at);
      await Promise.race([inTurn(ports, reconcile).catch(() => undefined), dead]);
      if (calls() < at) break;
      // The clock is set back once the end was found over.
      if (copy.session.latestNow === browser.now) copy.now -= 20 * MINUTE;

      await inTurn(copy.ports, reconcile).catch(() => undefined);
      if (!copy.session.dataKey) await unlock(copy.ports, PASSPHRASE);

      expect(isSent(GLUWA, copy), `${fault} at ${at}`).toBe(false);
      expect(await isStored(copy), `${fault} at ${at}`).toBe(false);
      tried();
    }
  }
});
