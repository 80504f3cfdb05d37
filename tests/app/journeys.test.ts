/** The use cases together, over a browser in memory: what is stored, what is in force, when. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../src/app/create-vault';
import { lock } from '../../src/app/lock';
import { pick } from '../../src/app/pick';
import { readState } from '../../src/app/read-state';
import { removeProfile } from '../../src/app/remove-profile';
import { saveProfile } from '../../src/app/save-profile';
import { start } from '../../src/app/start';
import { syncRules } from '../../src/app/sync-rules';
import { unlock } from '../../src/app/unlock';
import type { ProfileId } from '../../src/domain/profile';
import { draftOf, GEONODE, SANDBOX_ADMIN, SANDBOX_ETH } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { refusal } from '../support/matchers';
import gluwa from '../vectors/gluwa.json';

const PASSPHRASE = 'correct horse battery staple';
const GLUWA = '|https://api.gluwa.test/';
const MINUTE = 60_000;

let browser: FakeBrowser;
let created: FakeBrowser;

// Once: the key derivation takes its time on purpose.
beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
});

async function add(draft = SANDBOX_ADMIN, picked = true): Promise<ProfileId> {
  await saveProfile(browser.ports, { profile: draft, pick: picked });
  const { profiles } = await readState(browser.ports);
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

  it.each([
    ['name', { ...SANDBOX_ADMIN, name: ' ' }, 'profile-invalid', 'required'],
    ['name', { ...SANDBOX_ADMIN, name: 'x'.repeat(81) }, 'profile-invalid', 'too-long'],
    ['site', { ...SANDBOX_ADMIN, sites: [] }, 'profile-invalid', 'required'],
    [
      'site',
      { ...SANDBOX_ADMIN, sites: [{ url: 'http://api.test', path: '' }] },
      'site-invalid',
      'site-http',
    ],
    [
      'path',
      { ...SANDBOX_ADMIN, sites: [{ url: 'api.test', path: 'v1' }] },
      'site-invalid',
      'path-without-slash',
    ],
    ['schemeId', { ...SANDBOX_ADMIN, headers: [] }, 'profile-invalid', 'required'],
    [
      'schemeId',
      { ...SANDBOX_ADMIN, headers: [{ schemeId: 'nope', fields: {} }] },
      'credential-invalid',
      'scheme-unknown',
    ],
    [
      'username',
      draftOf('x', 'api.test', 'basic', { username: 'a:b' }),
      'credential-invalid',
      'contains-colon',
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
    const [header] = (await readState(browser.ports)).profiles[0]?.headers ?? [];

    await saveProfile(browser.ports, {
      profile: {
        ...SANDBOX_ETH,
        id,
        name: 'Renamed',
        headers: [{ id: header?.id ?? '', schemeId: 'gluwa-ethereum' }],
      },
      pick: true,
    });

    expect((await readState(browser.ports)).profiles.map(({ name }) => name)).toEqual(['Renamed']);
    expect(inForce(browser)[GLUWA]).toEqual(before);
  });

  it('puts a replaced credential in force at once', async () => {
    const id = await add();

    await saveProfile(browser.ports, {
      profile: { ...draftOf('x', 'https://api.gluwa.test', 'basic', { username: 'new' }), id },
      pick: true,
    });

    expect(inForce(browser)).toEqual({ [GLUWA]: [`Authorization: Basic ${btoa('new:')}`] });
  });

  it('sends nothing any more to a site the profile has left', async () => {
    const id = await add();

    await saveProfile(browser.ports, {
      profile: { ...draftOf('x', 'https://other.test', 'basic', { username: 'a' }), id },
      pick: true,
    });

    expect(Object.keys(inForce(browser))).toEqual(['|https://other.test/']);
  });

  it('refuses to change a profile that was removed meanwhile', async () => {
    const profile = { ...SANDBOX_ADMIN, id: 'gone' };

    await expect(saveProfile(browser.ports, { profile, pick: true })).rejects.toThrow(
      refusal('profile-unknown'),
    );
  });

  it('changes nothing when the browser cannot store it', async () => {
    browser.refuseStorage = true;

    await expect(
      saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true }),
    ).rejects.toThrow(refusal('storage-failed'));
    expect((await readState(browser.ports)).profiles).toEqual([]);
    expect(browser.rules).toEqual([]);
  });

  it('sets the alarm before it commits, so that a background that dies is woken to finish', async () => {
    browser.calls.length = 0;

    await add();

    expect(browser.calls.indexOf('wakeUp.set')).toBeLessThan(
      browser.calls.indexOf('envelope.write'),
    );
  });
});

describe('pick', () => {
  it('switches in one change of rules, and Nobody withdraws them', async () => {
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

describe('removeProfile', () => {
  it('takes it off the wire and out of the vault', async () => {
    const id = await add();

    await removeProfile(browser.ports, id);

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
    const statuses = (await readState(browser.ports)).profiles.map(
      ({ headers }) => headers[0]?.status,
    );
    expect(statuses).toMatchObject([
      { state: 'installed', name: 'Authorization' },
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
    const { profiles } = await readState(browser.ports);
    expect(profiles[1]?.headers[0]?.status).toEqual({
      state: 'failed',
      failure: { code: 'rules-refused' },
    });
    browser.refuseRules = false;
    await syncRules(browser.ports);
    expect(Object.keys(inForce(browser))).toEqual([GLUWA]);
  });

  it('mends rules that were changed behind its back', async () => {
    await add();
    const before = inForce(browser);
    browser.rules = browser.rules.map((rule) => ({ ...rule, priority: 9 })).slice(1);

    await syncRules(browser.ports);

    expect(inForce(browser)).toEqual(before);
    expect(browser.rules).toHaveLength(2);
  });
});

describe('lock and unlock', () => {
  it('stops headers before it forgets the key', async () => {
    await add();
    browser.calls.length = 0;

    await lock(browser.ports);

    expect(browser.calls).toEqual(['rules.update', 'session.clear', 'wakeUp.set']);
    expect(browser.rules).toEqual([]);
    expect(browser.session).toEqual({});
    expect(browser.wakeUpAt).toBeUndefined();
  });

  it('shows nothing of the vault while locked', async () => {
    await add();
    await lock(browser.ports);

    expect(await readState(browser.ports)).toMatchObject({
      vault: 'locked',
      profiles: [],
      picks: {},
    });
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
    expect(browser.session).toEqual({});
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

  it.each(['saveProfile', 'pick', 'removeProfile', 'syncRules'] as const)(
    'refuses %s while locked',
    async (useCase) => {
      await lock(browser.ports);
      const act = {
        saveProfile: () => saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true }),
        pick: () => pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: null }),
        removeProfile: () => removeProfile(browser.ports, 'x'),
        syncRules: () => syncRules(browser.ports),
      }[useCase];

      await expect(act()).rejects.toThrow(refusal('vault-locked'));
    },
  );
});

describe('start', () => {
  it('withdraws every rule that outlived the key', async () => {
    await add();
    browser.session = {};

    await start(browser.ports);

    expect(browser.rules).toEqual([]);
  });

  it('issues nothing when the headers of this session are fresh', async () => {
    await add(SANDBOX_ETH);
    const before = browser.rules;

    await start(browser.ports);

    expect(browser.rules).toBe(before);
  });

  it('finishes what a background that died between commit and rules had begun', async () => {
    await add(SANDBOX_ADMIN);
    const eth = await add(SANDBOX_ETH, false);
    const rulesBefore = browser.rules;
    await pick(browser.ports, { origin: 'https://api.gluwa.test', profileId: eth });
    browser.rules = rulesBefore;

    await start(browser.ports);

    expect(inForce(browser)).toEqual({
      [GLUWA]: [`X-REQUEST-SIGNATURE: ${gluwa.ethereum.header}`],
    });
  });

  it('locks when the vault can no longer be read', async () => {
    await add();
    browser.envelope = 'garbage';

    await expect(start(browser.ports)).rejects.toThrow(refusal('vault-damaged'));
    expect(browser.rules).toEqual([]);
    expect(browser.session).toEqual({});
  });
});
