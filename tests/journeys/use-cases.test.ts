/** The use cases together, over a browser in memory: the stored vault, the rules, and their times. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { pick } from '../../src/app/headers/pick';
import { pickNext } from '../../src/app/headers/pick-next';
import { syncRules } from '../../src/app/headers/sync-rules';
import { changePassphrase } from '../../src/app/keys/change-keys';
import { createVault } from '../../src/app/keys/create-vault';
import { unlock } from '../../src/app/keys/unlock';
import { lock } from '../../src/app/lock/lock';
import { readState } from '../../src/app/pages/read-state';
import { removeProfiles } from '../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../src/app/profiles/save-profile';
import { reconcile } from '../../src/app/reconcile';
import { changeSettings } from '../../src/app/settings';
import { openVault } from '../../src/app/vault/open-vault';
import type { ProfileId } from '../../src/domain/profile';
import type { Origin } from '../../src/domain/site';
import { faceOfTab } from '../../src/domain/toolbar-face';
import { decodeEnvelope } from '../../src/vault/envelope';
import { opened } from '../support/app-states';
import { draftOf, GEONODE, SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { inTurn } from '../support/in-turn';
import { jwk } from '../support/jwt-keys';
import { refusal } from '../support/matchers';
import gluwa from '../vectors/gluwa.json';

const PASSPHRASE = 'correct horse battery staple';
const GLUWA = '|https://api.gluwa.test/';
const MINUTE = 60_000;

let browser: FakeBrowser;
let created: FakeBrowser;

// Created once: the key derivation takes its time on purpose.
beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
});

/** Keys that must not be in the session of a locked vault. */
function keptSecrets(): string[] {
  const secret = ['dataKey', 'issued', 'failures', 'drafts', 'replacements', 'lockAt'];
  return Object.keys(browser.session).filter((key) => secret.includes(key));
}

async function add(draft = SANDBOX_ADMIN, picked = true): Promise<ProfileId> {
  await saveProfile(browser.ports, { profile: draft, pick: picked });
  const { profiles } = opened(await readState(browser.ports));
  const id = profiles.at(-1)?.id;
  if (!id) throw new Error('nothing saved');
  return id;
}

describe('createVault', () => {
  it('refuses a passphrase of eleven characters, and stores nothing', async () => {
    const fresh = fakeBrowser();

    await expect(createVault(fresh.ports, 'x'.repeat(11))).rejects.toThrow(
      refusal('passphrase-weak'),
    );
    expect(fresh.envelope).toBeUndefined();
  });

  it('refuses a passphrase of one letter', async () => {
    const fresh = fakeBrowser();

    await expect(createVault(fresh.ports, 'x'.repeat(40))).rejects.toThrow(
      refusal('passphrase-guessable'),
    );
  });

  it.each([
    ['intact', (text: string) => text],
    ['damaged', () => 'garbage'],
  ])('never overwrites a vault that is %s', async (_, change) => {
    const stored = change(browser.envelope ?? '');
    browser.envelope = stored;

    await expect(createVault(browser.ports, PASSPHRASE)).rejects.toThrow(refusal('vault-exists'));
    expect(browser.envelope).toBe(stored);
  });

  it('leaves it unlocked and locks it after a while without input', async () => {
    expect((await readState(created.ports)).vault).toBe('unlocked');
    expect(created.idleMinutes).toBe(15);
  });
});

describe('createVault over the remains of a lost vault', () => {
  it('takes the old rules off the wire', async () => {
    await add();
    browser.envelope = undefined;

    await createVault(browser.ports, PASSPHRASE);

    expect(browser.rules).toEqual([]);
    expect(browser.session.issued ?? {}).toEqual({});
  });
});

describe('saveProfile', () => {
  it('puts the header in force where it is picked', async () => {
    await add();

    expect(inForce(browser)).toEqual({ [GLUWA]: ['Authorization: Basic YWJjZDoxMjM0'] });
  });

  it('puts nothing in force where it is not picked', async () => {
    await add(SANDBOX_ADMIN, false);

    expect(browser.rules).toEqual([]);
  });

  it('stores no credential in clear, and hands none to the pages', async () => {
    await add(SANDBOX_ETH);

    expect(browser.envelope).not.toContain(gluwa.ethereum.privateKey);
    expect(browser.envelope).not.toContain('Sandbox ETH');
    expect(browser.envelope).not.toContain('gluwa');
    const state = JSON.stringify(await readState(browser.ports));
    expect(state).toContain('Sandbox ETH');
    expect(state).not.toContain(gluwa.ethereum.privateKey);
    expect(state).not.toContain(gluwa.ethereum.header);
  });

  const header = { schemeId: 'basic', fields: { username: 'a' }, paths: [], methods: [] };

  // All parts of the key are there, and its point is on no curve: only signing with it shows that.
  const key = jwk('P-256', { x: 'A'.repeat(43) });
  const fields = { algorithm: 'ES256', key, lifetime: '300' };
  const offCurve = { ...header, schemeId: 'jwt-signed', fields };

  it.each([
    ['name', { ...SANDBOX_ADMIN, name: ' ' }, 'profile-invalid', 'required'],
    ['name', { ...SANDBOX_ADMIN, name: 'x'.repeat(81) }, 'profile-invalid', 'too-long'],
    ['note', { ...SANDBOX_ADMIN, note: 'x'.repeat(2001) }, 'profile-invalid', 'too-long'],
    ['site', { ...SANDBOX_ADMIN, sites: [] }, 'profile-invalid', 'required'],
    [
      'sites.1.site',
      {
        ...SANDBOX_ADMIN,
        sites: [
          { url: 'api.test', path: '' },
          { url: 'http://api.test', path: '' },
        ],
      },
      'site-invalid',
      'site-http',
    ],
    [
      'sites.0.path',
      { ...SANDBOX_ADMIN, sites: [{ url: 'api.test', path: 'v1' }] },
      'site-invalid',
      'path-without-slash',
    ],
    ['callers.0.site', { ...SANDBOX_ADMIN, callers: ['ftp://x'] }, 'site-invalid', 'site-protocol'],
    ['schemeId', { ...SANDBOX_ADMIN, headers: [] }, 'profile-invalid', 'required'],
    [
      'headers.0.schemeId',
      { ...SANDBOX_ADMIN, headers: [{ ...header, schemeId: 'nope' }] },
      'credential-invalid',
      'scheme-unknown',
    ],
    [
      'headers.1.username',
      { ...SANDBOX_ADMIN, headers: [header, { ...header, fields: { username: 'a:b' } }] },
      'credential-invalid',
      'contains-colon',
    ],
    [
      'headers.0.password',
      { ...SANDBOX_ADMIN, headers: [{ ...header, fields: { username: 'a', password: 'b ' } }] },
      'credential-doubtful',
      'space-around',
    ],
    [
      'headers.0.paths.1.path',
      {
        ...SANDBOX_ADMIN,
        sites: [{ url: 'api.test', path: '/v1' }],
        headers: [{ ...header, paths: ['/v1/Orders', '/v2'] }],
      },
      'site-invalid',
      'path-outside-site',
    ],
    [
      'headers.1.key',
      { ...SANDBOX_ADMIN, headers: [...SANDBOX_ADMIN.headers, offCurve] },
      'credential-invalid',
      'key-damaged',
    ],
  ] as const)('refuses a wrong %s and changes nothing', async (field, draft, code, problem) => {
    const before = browser.envelope;

    await expect(saveProfile(browser.ports, { profile: draft, pick: true })).rejects.toThrow(
      refusal(code, field, problem),
    );
    expect(browser.envelope).toBe(before);
    expect(browser.rules).toEqual([]);
  });

  it('keeps the stored credential when none is given, and issues nothing anew', async () => {
    const id = await add(SANDBOX_ETH);
    const before = inForce(browser)[GLUWA];
    browser.now += MINUTE;
    const [stored] = opened(await readState(browser.ports)).profiles[0]?.headers ?? [];

    await saveProfile(browser.ports, {
      profile: {
        ...SANDBOX_ETH,
        id,
        revision: 1,
        name: 'Renamed',
        headers: [{ id: stored?.id ?? '', schemeId: 'gluwa-ethereum', paths: [], methods: [] }],
      },
      pick: true,
    });

    expect(opened(await readState(browser.ports)).profiles.map(({ name }) => name)).toEqual([
      'Renamed',
    ]);
    expect(inForce(browser)[GLUWA]).toEqual(before);
  });

  it('puts a replaced credential in force at once', async () => {
    const id = await add();

    await saveProfile(browser.ports, {
      profile: {
        ...draftOf('x', 'https://api.gluwa.test', 'basic', { username: 'new' }),
        id,
        revision: 1,
      },
      pick: true,
    });

    expect(inForce(browser)).toEqual({ [GLUWA]: [`Authorization: Basic ${btoa('new:')}`] });
  });

  it('sends nothing any more to a site the profile has left', async () => {
    const id = await add();

    await saveProfile(browser.ports, {
      profile: {
        ...draftOf('x', 'https://other.test', 'basic', { username: 'a' }),
        id,
        revision: 1,
      },
      pick: true,
    });

    expect(Object.keys(inForce(browser))).toEqual(['|https://other.test/']);
  });

  it('refuses an edit of a profile that was changed meanwhile: it could undo a narrowing', async () => {
    const id = await add();
    const before = browser.envelope;

    await expect(
      saveProfile(browser.ports, { profile: { ...SANDBOX_ADMIN, id, revision: 0 }, pick: true }),
    ).rejects.toThrow(refusal('profile-stale'));
    expect(browser.envelope).toBe(before);
  });

  it.each(['\u200b', 'a\u202eb', '\u2066x'])('refuses %j as a name', async (name) => {
    const profile = { ...SANDBOX_ADMIN, name };

    await expect(saveProfile(browser.ports, { profile, pick: true })).rejects.toThrow(
      refusal('profile-invalid', 'name', 'invisible-character'),
    );
  });

  it('keeps a vault of many megabytes readable', async () => {
    const fields = { username: 'x', password: '\u20ac'.repeat(3900) };
    const headers = Array.from({ length: 50 }, () => {
      return { schemeId: 'basic', fields, paths: [], methods: [] };
    });
    for (let index = 0; index < 10; index++) {
      await saveProfile(browser.ports, { profile: { ...SANDBOX_ADMIN, headers }, pick: false });
    }

    expect(browser.envelope?.length).toBeGreaterThan(7_000_000);
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);
    expect(opened(await readState(browser.ports)).profiles).toHaveLength(10);
  });

  it('refuses a header that is longer than servers take', async () => {
    const fields = { username: 'x'.repeat(16_384) };
    const profile = {
      ...SANDBOX_ADMIN,
      headers: [{ schemeId: 'basic', fields, paths: [], methods: [] }],
    };

    await expect(saveProfile(browser.ports, { profile, pick: false })).rejects.toThrow(
      refusal('header-unsendable'),
    );
  });

  it('refuses to change a profile that was removed meanwhile', async () => {
    const profile = { ...SANDBOX_ADMIN, id: 'gone', revision: 1 };

    await expect(saveProfile(browser.ports, { profile, pick: true })).rejects.toThrow(
      refusal('profile-unknown'),
    );
  });

  it('changes nothing when the browser cannot store it', async () => {
    browser.refuseStorage = true;

    await expect(
      saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true }),
    ).rejects.toThrow(refusal('storage-failed'));
    expect(opened(await readState(browser.ports)).profiles).toEqual([]);
    expect(browser.rules).toEqual([]);
  });

  it('sets the alarm before it commits, so that a background that dies is woken to finish', async () => {
    browser.calls.length = 0;

    await add();

    expect(browser.calls.indexOf('wakeUp.set')).toBeLessThan(
      browser.calls.indexOf('storage.write'),
    );
  });
});

/** Replaces a call during which the worker is stopped. */
const die = () => new Promise<never>(() => {});
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('a profile of two headers', () => {
  const TWO = {
    ...SANDBOX_ADMIN,
    headers: [
      { schemeId: 'basic', fields: { username: 'a' }, paths: ['/v1/Orders'], methods: [] },
      {
        schemeId: 'gluwa-ethereum',
        fields: { privateKey: gluwa.ethereum.privateKey },
        paths: ['/v1/*/Addresses', '/V1/Quotes'],
        methods: ['GET' as const],
      },
    ],
  };

  it('sends each where it belongs', async () => {
    await add(TWO);

    expect(inForce(browser)).toEqual({
      '|https://api.gluwa.test/v1/Orders': [`Authorization: Basic ${btoa('a:')}`],
      '|https://api.gluwa.test/v1/*/Addresses': [`X-REQUEST-SIGNATURE: ${gluwa.ethereum.header}`],
      '|https://api.gluwa.test/V1/Quotes': [`X-REQUEST-SIGNATURE: ${gluwa.ethereum.header}`],
    });
  });
});

describe('pause', () => {
  it('takes everything off the wire and keeps the picks', async () => {
    await add();
    const before = inForce(browser);

    await changeSettings(browser.ports, { paused: true });

    expect(browser.rules).toEqual([]);
    expect(await readState(browser.ports)).toMatchObject({ settings: { paused: true } });
    expect(Object.keys(opened(await readState(browser.ports)).picks)).toHaveLength(1);
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);
    expect(browser.rules).toEqual([]);
    await changeSettings(browser.ports, { paused: false });
    expect(inForce(browser)).toEqual(before);
  });
});

describe('changePassphrase', () => {
  it('opens with the new one only, under another data key', async () => {
    await add();
    const oldKey = browser.session.dataKey;
    const oldEnvelope = browser.envelope ?? '';

    await changePassphrase(browser.ports, {
      passphrase: PASSPHRASE,
      newPassphrase: 'another long passphrase',
      passkeys: [],
    });

    expect(browser.session.dataKey).not.toBe(oldKey);
    expect(opened(await readState(browser.ports)).profiles).toHaveLength(1);
    expect(decodeEnvelope(browser.envelope ?? '').generation).toBe(
      decodeEnvelope(oldEnvelope).generation + 1,
    );
    await lock(browser.ports);
    await expect(unlock(browser.ports, PASSPHRASE)).rejects.toThrow(refusal('passphrase-wrong'));
    await unlock(browser.ports, 'another long passphrase');
    expect(Object.keys(inForce(browser))).toEqual([GLUWA]);
  });

  it.each([
    ['the old one is wrong', 'not this passphrase', 'another long passphrase', 'passphrase-wrong'],
    ['the new one is short', PASSPHRASE, 'short', 'passphrase-weak'],
    ['the new one is one letter', PASSPHRASE, 'a'.repeat(20), 'passphrase-guessable'],
  ] as const)('changes nothing if %s', async (_, passphrase, newPassphrase, code) => {
    const before = browser.envelope;

    await expect(
      changePassphrase(browser.ports, { passphrase, newPassphrase, passkeys: [] }),
    ).rejects.toThrow(refusal(code));
    expect(browser.envelope).toBe(before);
  });
});

describe('setAutoLock', () => {
  it('takes effect at once and stays', async () => {
    await changeSettings(browser.ports, { autoLockMinutes: 60 });

    expect(browser.idleMinutes).toBe(60);
    expect(opened(await readState(browser.ports)).settings.autoLockMinutes).toBe(60);
  });

  it.each([0, -1, 10, 30, 719, 721, 1440, 1e9, Number.NaN])(
    'refuses %j minutes',
    async (minutes) => {
      await expect(changeSettings(browser.ports, { autoLockMinutes: minutes })).rejects.toThrow(
        refusal('message-refused'),
      );
    },
  );
});

describe('pick', () => {
  it('switches in one change of rules, and Off withdraws them', async () => {
    const admin = await add(SANDBOX_ADMIN);
    const eth = await add(SANDBOX_ETH, false);
    browser.calls.length = 0;

    await pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: eth });

    expect(inForce(browser)).toEqual({
      [GLUWA]: [`X-REQUEST-SIGNATURE: ${gluwa.ethereum.header}`],
    });
    expect(browser.calls.filter((call) => call === 'rules.update')).toHaveLength(1);
    await pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: null });
    expect(browser.rules).toEqual([]);
    await pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: admin });
    expect(inForce(browser)).toEqual({ [GLUWA]: ['Authorization: Basic YWJjZDoxMjM0'] });
  });

  it('leaves the other sites alone', async () => {
    await add(SANDBOX_ADMIN);
    await add(GEONODE);

    await pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: null });

    expect(Object.keys(inForce(browser))).toEqual(['|https://api.geonode.test/']);
  });

  it('refuses a profile that has no site there', async () => {
    const id = await add(SANDBOX_ADMIN);

    await expect(
      pick(browser.ports, { origin: 'https://evil.test', profileId: id }),
    ).rejects.toThrow(refusal('profile-unknown'));
  });
});

describe('pickNext', () => {
  it('goes through the profiles of the origin, then to off, then to the first again', async () => {
    const origin = 'https://api.gluwa.test' as Origin;
    const admin = await add(SANDBOX_ADMIN, false);
    await add(GEONODE, false);
    const eth = await add(SANDBOX_ETH, false);
    const seen = [];
    for (let press = 0; press < 4; press++) {
      await pickNext(browser.ports, origin);
      seen.push(opened(await readState(browser.ports)).picks[origin]);
    }

    expect(seen).toEqual([admin, eth, undefined, admin]);
  });

  it('does nothing where no profile has a site', async () => {
    await pickNext(browser.ports, 'https://unknown.test' as Origin);

    expect(opened(await readState(browser.ports)).picks).toEqual({});
  });
});

describe('the toolbar button of a tab', () => {
  const shown = async () =>
    faceOfTab(await readState(browser.ports), 'https://api.gluwa.test' as Origin).kind;

  it('says what becomes of a request there', async () => {
    expect(await shown()).toBe('idle');
    await add();
    expect(await shown()).toBe('in-use');
    browser.disallowed.add('https://api.gluwa.test');
    expect(await shown()).toBe('attention');
    browser.disallowed.clear();
    await changeSettings(browser.ports, { paused: true });
    expect(await shown()).toBe('paused');
    await lock(browser.ports);
    expect(await shown()).toBe('locked');
    browser.envelope = 'garbage';
    expect(await shown()).toBe('unreadable');
    browser.envelope = undefined;
    expect(await shown()).toBe('not-set-up');
  });
});

describe('removeProfiles', () => {
  it('takes it off the wire and out of the vault', async () => {
    const id = await add();

    await removeProfiles(browser.ports, { profileIds: [id] });

    expect(browser.rules).toEqual([]);
    expect(await readState(browser.ports)).toMatchObject({ profiles: [], picks: {} });
  });
});

describe('syncRules', () => {
  it('issues nothing while headers are fresh', async () => {
    await add(SANDBOX_ETH);
    const before = browser.rules;
    browser.now += 4 * MINUTE - 1;
    browser.calls.length = 0;

    await syncRules(browser.ports);

    expect(browser.rules).toBe(before);
    expect(browser.calls).not.toContain('rules.update');
  });

  it('signs again four minutes on, in one change, and sets the next alarm', async () => {
    await add(SANDBOX_ETH);
    expect(browser.wakeUpAt).toBe(browser.now + 4 * MINUTE);
    const before = inForce(browser)[GLUWA];
    browser.now += 4 * MINUTE;
    browser.calls.length = 0;

    await syncRules(browser.ports);

    expect(inForce(browser)[GLUWA]).not.toEqual(before);
    expect(browser.calls.filter((call) => call === 'rules.update')).toHaveLength(1);
    expect(browser.wakeUpAt).toBe(browser.now + 4 * MINUTE);
  });

  it('signs again after the clock was set back', async () => {
    await add(SANDBOX_ETH);
    const before = inForce(browser)[GLUWA];
    browser.now -= 60 * MINUTE;

    await syncRules(browser.ports);

    expect(inForce(browser)[GLUWA]).not.toEqual(before);
  });

  it('withdraws one profile that cannot be issued, says why, and leaves the others', async () => {
    await add(GEONODE);
    await add(SANDBOX_ETH);
    // Seconds with nine digits: nothing may be signed then.
    browser.now = 999_999_999_000;

    await syncRules(browser.ports);

    expect(Object.keys(inForce(browser))).toEqual(['|https://api.geonode.test/']);
    const statuses = opened(await readState(browser.ports)).profiles.map(
      ({ headers }) => headers[0]?.status,
    );
    expect(statuses).toMatchObject([
      { state: 'installed' },
      { state: 'failed', failure: { code: 'credential-invalid', problem: 'clock-out-of-range' } },
    ]);
  });

  it('keeps nothing in force, and signs nothing, where the site is not allowed', async () => {
    browser.disallowed.add('https://api.gluwa.test');

    await add(SANDBOX_ETH);

    expect(browser.rules).toEqual([]);
    expect(browser.session.issued).toEqual({});
    expect(await readState(browser.ports)).toMatchObject({ allowed: [] });
    browser.disallowed.clear();
    await syncRules(browser.ports);
    expect(Object.keys(inForce(browser))).toEqual([GLUWA]);
    browser.disallowed.add('https://api.gluwa.test');
    await syncRules(browser.ports);
    expect(browser.rules).toEqual([]);
  });

  it('leaves nothing of the old pick in force when the browser refuses the new', async () => {
    await add(SANDBOX_ADMIN);
    const eth = await add(SANDBOX_ETH, false);
    browser.refuseRules = true;

    await expect(
      pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: eth }),
    ).rejects.toThrow(refusal('rules-refused'));

    expect(browser.rules).toEqual([]);
    const { profiles } = opened(await readState(browser.ports));
    expect(profiles[1]?.headers[0]?.status).toEqual({
      state: 'failed',
      failure: { code: 'rules-refused' },
    });
    browser.refuseRules = false;
    await syncRules(browser.ports);
    expect(Object.keys(inForce(browser))).toEqual([GLUWA]);
  });

  it.each(['session.write', 'rules.update'] as const)(
    'leaves an alarm behind when the background dies in %s, and the next start finishes',
    async (dying) => {
      await add();
      const before = browser.envelope;
      const { session, rules } = browser.ports;
      const ports = {
        ...browser.ports,
        session: { ...session, write: dying === 'session.write' ? die : session.write },
        rules: { ...rules, update: dying === 'rules.update' ? die : rules.update },
      };

      void pick(ports, { origin: 'https://api.gluwa.test', profileId: null });
      await vi.waitFor(() => expect(browser.envelope).not.toBe(before));
      await settled();

      expect(browser.rules).not.toEqual([]);
      expect(browser.wakeUpAt).toBeLessThanOrEqual(browser.now + 30_000);
      await reconcile(browser.ports);
      expect(browser.rules).toEqual([]);
      // No renewal is due: the alarm only looks whether the user is at the computer.
      expect(browser.wakeUpAt).toBe(browser.now + 5 * MINUTE);
    },
  );

  it('mends rules that were changed behind its back', async () => {
    await add();
    const before = inForce(browser);
    const count = browser.rules.length;
    browser.rules = browser.rules.map((rule) => ({ ...rule, priority: 9 })).slice(1);

    await syncRules(browser.ports);

    expect(inForce(browser)).toEqual(before);
    expect(browser.rules).toHaveLength(count);
  });
});

describe('lock and unlock', () => {
  it('stops headers before it forgets the key', async () => {
    await add();
    browser.calls.length = 0;

    await lock(browser.ports);

    expect(browser.calls).toEqual(['rules.update', 'session.clear', 'session.write', 'wakeUp.set']);
    expect(browser.rules).toEqual([]);
    expect(keptSecrets()).toEqual([]);
    expect(browser.wakeUpAt).toBeUndefined();
  });

  it('shows nothing of the vault while locked', async () => {
    await add();
    await lock(browser.ports);

    const state = await readState(browser.ports);

    expect(state.vault).toBe('locked');
    const shown = [
      ...['vault', 'passkeyRequests', 'locks'],
      ...['refusedMessages', 'updateWaiting', 'schemes'],
    ];
    expect(Object.keys(state).toSorted()).toEqual(shown.toSorted());
  });

  it('puts everything back in force when unlocked', async () => {
    await add();
    const before = inForce(browser);
    await lock(browser.ports);

    await unlock(browser.ports, PASSPHRASE);

    expect(inForce(browser)).toEqual(before);
  });

  it('stays locked on a wrong passphrase', async () => {
    await lock(browser.ports);

    await expect(unlock(browser.ports, 'another passphrase')).rejects.toThrow(
      refusal('passphrase-wrong'),
    );
    expect(keptSecrets()).toEqual([]);
  });

  it('tells damage and absence from a wrong passphrase', async () => {
    await lock(browser.ports);
    const intact = browser.envelope ?? '';

    browser.envelope = intact.replace('"generation":1', '"generation":2');
    await expect(unlock(browser.ports, PASSPHRASE)).rejects.toThrow(refusal('vault-damaged'));
    expect((await readState(browser.ports)).vault).toBe('damaged');
    browser.envelope = undefined;
    await expect(unlock(browser.ports, PASSPHRASE)).rejects.toThrow(refusal('vault-missing'));
    expect((await readState(browser.ports)).vault).toBe('missing');
  });

  it.each(['saveProfile', 'pick', 'removeProfiles', 'syncRules'] as const)(
    'refuses %s while locked',
    async (useCase) => {
      await lock(browser.ports);
      const act = {
        saveProfile: () => saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true }),
        pick: () => pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: null }),
        removeProfiles: () => removeProfiles(browser.ports, { profileIds: ['x'] }),
        syncRules: () => syncRules(browser.ports),
      }[useCase];

      await expect(act()).rejects.toThrow(refusal('vault-locked'));
    },
  );
});

describe('a vault that can no longer be read while it is unlocked', () => {
  it.each([
    ['damaged', 'garbage'],
    ['missing', undefined],
  ] as const)('is locked, with nothing in force, by the next access: %s', async (vault, text) => {
    await add();
    browser.envelope = text;

    await inTurn(browser.ports, openVault).catch(() => undefined);

    expect((await readState(browser.ports)).vault).toBe(vault);
    expect(browser.rules).toEqual([]);
    expect(keptSecrets()).toEqual([]);
  });
});

describe('reconcile', () => {
  it('withdraws every rule that outlived the key', async () => {
    await add();
    browser.session = {};

    await reconcile(browser.ports);

    expect(browser.rules).toEqual([]);
  });

  it('issues nothing when the headers of this session are fresh', async () => {
    await add(SANDBOX_ETH);
    const before = browser.rules;

    await reconcile(browser.ports);

    expect(browser.rules).toBe(before);
  });

  it('finishes what a background that died between commit and rules had begun', async () => {
    await add(SANDBOX_ADMIN);
    const eth = await add(SANDBOX_ETH, false);
    const rulesBefore = browser.rules;
    await pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: eth });
    browser.rules = rulesBefore;

    await reconcile(browser.ports);

    expect(inForce(browser)).toEqual({
      [GLUWA]: [`X-REQUEST-SIGNATURE: ${gluwa.ethereum.header}`],
    });
  });

  it('stays unlocked, with nothing in force, when the browser refuses the rules', async () => {
    await add();
    browser.rules = [];
    browser.refuseRules = true;

    await expect(reconcile(browser.ports)).rejects.toThrow(refusal('rules-refused'));

    expect(browser.rules).toEqual([]);
    expect((await readState(browser.ports)).vault).toBe('unlocked');
  });

  it('locks when the vault can no longer be read', async () => {
    await add();
    browser.envelope = 'garbage';

    const done = inTurn(browser.ports, reconcile);

    await expect(done).rejects.toThrow(refusal('vault-damaged'));
    expect(browser.rules).toEqual([]);
    expect(keptSecrets()).toEqual([]);
  });
});
