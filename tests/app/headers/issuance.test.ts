/** A header that says the time is made for each site by its own clock; any other is shared. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { issuanceOf } from '../../../src/app/headers/issuance';
import { pick } from '../../../src/app/headers/pick';
import { syncRules } from '../../../src/app/headers/sync-rules';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import type { SchemeId } from '../../../src/domain/credential';
import type { HeaderSpecId } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import { schemes } from '../../../src/schemes';
import { opened } from '../../support/app-states';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';
import { EAST, ON_BOTH, sentAt, sentTo, WEST } from '../../support/signatures';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const MINUTE = 60_000;

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
});

function setClocks(offsets: Readonly<Record<string, number>>): void {
  const clocks = Object.entries(offsets).map(([origin, offsetMs]) => {
    return [origin, { offsetMs, askedAt: browser.now }];
  });
  browser.session = { ...browser.session, clocks: Object.fromEntries(clocks) };
}

describe('a signature', () => {
  proves('F11', 'follows the clock of each site', async (tried) => {
    setClocks({ [EAST]: 15 * MINUTE, [WEST]: -15 * MINUTE });

    await saveProfile(browser.ports, { profile: ON_BOTH, pick: true });

    expect(sentAt(browser, EAST)).toBe(browser.now + 15 * MINUTE);
    expect(sentAt(browser, WEST)).toBe(browser.now - 15 * MINUTE);
    tried(2);
  });

  it('is renewed for one site without touching the other', async () => {
    const { content } = await saveProfile(browser.ports, { profile: ON_BOTH, pick: true });
    const profileId = content.profiles[0]?.id ?? '';
    await pick(browser.ports, { origin: WEST, profileId: null });
    browser.now += 2 * MINUTE;
    await pick(browser.ports, { origin: WEST, profileId });
    const west = sentTo(browser, WEST);

    browser.now += 2 * MINUTE;
    await syncRules(browser.ports);

    expect(sentAt(browser, EAST)).toBe(browser.now);
    expect(sentTo(browser, WEST)).toBe(west);
    // Four minutes after the moment it was made, by our clock.
    expect(browser.wakeUpAt).toBe(browser.now + 2 * MINUTE);
  });

  it('ages by our clock, not by the server’s', async () => {
    setClocks({ [EAST]: 15 * MINUTE });
    await saveProfile(browser.ports, { profile: ON_BOTH, pick: true });

    const issued = Object.values(browser.session.issued ?? {});

    expect(issued).toMatchObject(
      [15 * MINUTE, undefined].map((clockOffsetMs) => ({
        issuedAt: browser.now,
        renewAt: browser.now + 4 * MINUTE,
        expiresAt: browser.now + 10 * MINUTE,
        ...(clockOffsetMs !== undefined && { clockOffsetMs }),
      })),
    );
    expect(issued[1]).not.toHaveProperty('clockOffsetMs');
  });

  it('is made anew when its server’s clock is known to differ, and only that one', async () => {
    await saveProfile(browser.ports, { profile: ON_BOTH, pick: true });
    browser.now += MINUTE;
    const west = sentTo(browser, WEST);

    setClocks({ [EAST]: 5 * MINUTE });
    await syncRules(browser.ports);

    expect(sentAt(browser, EAST)).toBe(browser.now + 5 * MINUTE);
    expect(sentTo(browser, WEST)).toBe(west);
  });
});

it('a header without a time is made once for all its sites, with any clocks', async () => {
  setClocks({ [EAST]: 5 * MINUTE });

  await saveProfile(browser.ports, {
    profile: { ...SANDBOX_ADMIN, sites: ON_BOTH.sites },
    pick: true,
  });

  expect(Object.keys(browser.session.issued ?? {})).toHaveLength(1);
  expect(browser.rules.length).toBeGreaterThan(2);
});

it('the schemes that say the time are these', () => {
  const signing = schemes.filter(({ signsTime }) => signsTime).map(({ id }) => id);

  expect(signing).toEqual([
    'jwt-signed',
    'signature-over-time',
    'totp',
    'gluwa-ethereum',
    'gluwa-bitcoin',
  ]);
});

describe('the key of an issuance', () => {
  const spec = { schemeId: 'gluwa-ethereum', credential: {}, paths: [], methods: [] } as const;
  const keyOn = (id: string, origin: string, schemeId: SchemeId = spec.schemeId) =>
    issuanceOf({ ...spec, schemeId, id: id as HeaderSpecId }, origin as Origin).key;

  it('is another for each site of a signature, and the same for all sites of any other header', () => {
    expect(keyOn('a', EAST)).not.toBe(keyOn('a', WEST));
    expect(keyOn('a', EAST, 'basic')).toBe(keyOn('a', WEST, 'basic'));
  });

  it('of one id is never that of another, with any ids in a restored vault', () => {
    const ids = ['a', `a ${EAST}`, `a","${EAST}`, '', '["a"]'];
    const keys = ids.flatMap((id) => [keyOn(id, EAST), keyOn(id, WEST), keyOn(id, EAST, 'basic')]);

    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the pages’ status of a header with several sites', () => {
  const statusNow = async () =>
    opened(await readState(browser.ports)).profiles[0]?.headers[0]?.status;

  it('is the failure of one rather than that the other is in force', async () => {
    // The confirmed clock is beyond ten digits of seconds.
    const farAway = 300 * 365 * 24 * 60 * MINUTE;
    setClocks({ [WEST]: farAway });
    const { clocks } = browser.session;
    const confirmed = { offsetMs: farAway, at: browser.now };
    const west = { ...clocks?.[WEST], offsetMs: farAway, askedAt: browser.now, confirmed };
    browser.session = { ...browser.session, clocks: { [WEST]: west } };

    await saveProfile(browser.ports, { profile: ON_BOTH, pick: true });

    expect(await statusNow()).toMatchObject({
      state: 'failed',
      failure: { problem: 'clock-out-of-range' },
    });
    expect(sentAt(browser, EAST)).toBe(browser.now);
  });

  it('is that it is in force, where it is picked on one of them alone', async () => {
    await saveProfile(browser.ports, { profile: ON_BOTH, pick: true });
    await pick(browser.ports, { origin: EAST, profileId: null });

    expect(await statusNow()).toMatchObject({ state: 'installed' });
  });

  it('is that nothing is in force, where the browser has refused the rules', async () => {
    browser.refuseRules = true;

    await saveProfile(browser.ports, { profile: ON_BOTH, pick: true }).catch(() => undefined);

    expect(await statusNow()).toEqual({ state: 'failed', failure: { code: 'rules-refused' } });
  });
});
