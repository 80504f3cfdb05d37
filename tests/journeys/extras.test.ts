/** Extras in the whole background: on, off, alone, edited, deleted, copied, restored, locked. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { explainAddress } from '../../src/app/activity/explain-address';
import { pickNext } from '../../src/app/headers/pick-next';
import { createVault } from '../../src/app/keys/create-vault';
import { readState } from '../../src/app/pages/read-state';
import { reconcile } from '../../src/app/reconcile';
import { openVault } from '../../src/app/vault/open-vault';
import { compose } from '../../src/background/compose';
import type { Profile } from '../../src/domain/profile';
import type { ProfileDraft } from '../../src/domain/profile-draft';
import type { Origin } from '../../src/domain/site';
import type { Command } from '../../src/protocol/messages';
import { opened } from '../support/app-states';
import { draftOf, GEONODE, SANDBOX_ADMIN } from '../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../support/fake-ports';
import { proves } from '../support/proves';

vi.mock('hash-wasm', () => import('../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const GLUWA = 'https://api.gluwa.test' as Origin;

const extra = (name: string, headerName: string, value = 'on'): ProfileDraft => ({
  ...draftOf(name, GLUWA, 'custom-header', { headerName, value }),
  isExtra: true,
});
const DEBUG = extra('Debug', 'X-Debug');
const TRACE = extra('Trace', 'X-Trace');
const OTHER_DEBUG = extra('Other debug', 'x-debug', 'held');
const OTHER_USER = extra('Other user', 'AUTHORIZATION', 'Bearer other');

let created: FakeBrowser;
let browser: FakeBrowser;
let background: ReturnType<typeof compose>;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
  background = compose(browser.ports);
});

const done = async (command: Command) =>
  expect(await background.perform(command)).toMatchObject({ ok: true });
const content = async () => (await openVault(browser.ports)).content;
const state = async () => opened(await readState(browser.ports));
const pickHere = async () => (await content()).sitePicks[GLUWA];

async function saved(profile: ProfileDraft, pick = true): Promise<string> {
  await done({ type: 'profile/save', profile, pick });
  return (await content()).profiles.at(-1)?.id ?? '';
}

async function profileOf(id: string): Promise<Profile> {
  const profile = (await content()).profiles.find((each) => each.id === id);
  if (!profile) throw new Error('no such profile');
  return profile;
}

/** The draft of an edit that changes nothing else. */
async function edited(id: string, change: Partial<ProfileDraft>): Promise<Command> {
  const { revision, headers } = await profileOf(id);
  return {
    type: 'profile/save',
    profile: {
      ...DEBUG,
      id,
      revision,
      headers: headers.map(({ id: headerId, schemeId }) => ({
        id: headerId,
        schemeId,
        paths: [],
        methods: [],
      })),
      ...change,
    },
    pick: false,
  };
}

/** The save of an extra as one no more. */
async function asIdentity(id: string): Promise<Command> {
  const command = await edited(id, {});
  if (command.type !== 'profile/save') throw new Error('not a save');
  const { isExtra: _, ...profile } = command.profile;
  return { ...command, profile };
}

/** The names of the headers on the site, as the installed rules set them. */
function sentHere(): readonly string[] {
  const lines = Object.entries(inForce(browser))
    .filter(([place]) => place.startsWith(`|${GLUWA}/`))
    .flatMap(([, headers]) => headers);
  return [...new Set(lines.map((line) => line.replace(/:.*/, '').toLowerCase()))].sort();
}

const set = (profileId: string | null): Command => ({
  type: 'pick/set',
  origin: GLUWA,
  profileId,
});
const turn = (profileId: string, isOn: boolean): Command => ({
  type: 'pick/extra',
  origin: GLUWA,
  profileId,
  isOn,
});

describe('extras', () => {
  proves('T4', 'are sent beside the identity, which keeps its header', async (tried) => {
    const ada = await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);
    const other = await saved(OTHER_USER);

    expect(sentHere()).toEqual(['authorization', 'x-debug']);
    expect(JSON.stringify(inForce(browser))).not.toContain('Bearer other');
    expect(await state()).toMatchObject({
      picks: { [GLUWA]: ada },
      extras: { [GLUWA]: [debug, other] },
    });
    // A header that is held back is not made at all.
    const { issued } = await browser.ports.session.read();
    expect(Object.values(issued)).toHaveLength(2);
    tried();
  });

  proves('T4', 'stay on the site of their own', async (tried) => {
    await saved(GEONODE);
    await saved(DEBUG);

    expect(
      Object.keys(inForce(browser)).filter((place) => !place.startsWith(`|${GLUWA}/`)),
    ).toEqual(['|https://api.geonode.test/']);
    expect(JSON.stringify(inForce(browser)['|https://api.geonode.test/'])).not.toContain('X-Debug');
    tried();
  });

  proves('T4', 'end with Off, with a pause and with a lock', async (tried) => {
    const ada = await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);

    await done(set(null));
    expect(sentHere()).toEqual([]);
    expect(await pickHere()).toEqual({ extras: [debug] });
    await done(turn(debug, false));
    await done(turn(debug, true));
    expect(sentHere()).toEqual([]);

    await done(set(ada));
    expect(sentHere()).toEqual(['authorization', 'x-debug']);
    await done({ type: 'settings/change', settings: { paused: true } });
    expect(sentHere()).toEqual([]);
    await done({ type: 'settings/change', settings: { paused: false } });
    expect(sentHere()).toEqual(['authorization', 'x-debug']);
    await done({ type: 'vault/lock' });
    expect(browser.rules).toEqual([]);
    tried(4);
  });

  proves('T4', 'end where the browser no longer lets Keybearer work', async (tried) => {
    await saved(SANDBOX_ADMIN);
    await saved(DEBUG);

    browser.disallowed.add(GLUWA);
    await reconcile(browser.ports);

    expect(sentHere()).toEqual([]);
    tried();
  });

  it('go alone only if the user says so', async () => {
    const debug = await saved(DEBUG, false);
    expect(sentHere()).toEqual([]);
    await done(turn(debug, true));
    expect(sentHere()).toEqual([]);

    await done({ type: 'pick/extras-alone', origin: GLUWA });
    expect(sentHere()).toEqual(['x-debug']);
    expect((await state()).picks).toEqual({ [GLUWA]: debug });

    await done(turn(debug, false));
    expect(await pickHere()).toBeUndefined();
  });

  it('that are used where the site is off go alone, without those that were on before', async () => {
    await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);
    const trace = await saved(TRACE, false);
    await done(set(null));

    await done(set(trace));

    expect(sentHere()).toEqual(['x-trace']);
    expect(await pickHere()).toEqual({ extras: [trace], extrasAlone: true });
    expect(debug).not.toBe(trace);
  });

  it('that are used with an identity send the same in any order of the selection', async () => {
    const ada = await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);
    const trace = await saved(TRACE, false);
    for (const profileIds of [
      [ada, trace],
      [trace, ada],
    ]) {
      await done(turn(trace, false));
      await done(set(null));
      expect(await pickHere()).toEqual({ extras: [debug] });

      await done({ type: 'pick/many', profileIds, isPicked: true });

      expect(await pickHere()).toEqual({ identity: ada, extras: [debug, trace] });
    }
  });

  it('are no choice of the shortcut for the next profile', async () => {
    const ada = await saved(SANDBOX_ADMIN);
    await saved(DEBUG);
    const bob = await saved({ ...SANDBOX_ADMIN, name: 'Bob' }, false);
    await done(set(ada));

    await pickNext(browser.ports, GLUWA);
    expect((await pickHere())?.identity).toBe(bob);
    await pickNext(browser.ports, GLUWA);
    expect((await pickHere())?.identity).toBeUndefined();
    expect(sentHere()).toEqual([]);
  });

  it('only an extra with a site there is one', async () => {
    const ada = await saved(SANDBOX_ADMIN);
    for (const [origin, profileId] of [
      [GLUWA, ada],
      [GLUWA, 'unknown'],
      ['https://evil.test', await saved(DEBUG)],
    ] as const) {
      const command: Command = { type: 'pick/extra', origin, profileId, isOn: true };
      expect(await background.perform(command)).toMatchObject({
        ok: false,
        failure: { code: 'profile-unknown' },
      });
    }
  });
});

describe('a profile that changes', () => {
  proves('T25', 'from an identity to an extra is sent on, and asks for nothing', async (tried) => {
    const { isExtra: _, ...identity } = DEBUG;
    const debug = await saved(identity);
    expect(await pickHere()).toEqual({ identity: debug, extras: [] });

    await done(await edited(debug, { isExtra: true }));

    expect(await pickHere()).toEqual({ extras: [debug], extrasAlone: true });
    expect(sentHere()).toEqual(['x-debug']);
    expect((await content()).widenings).toEqual([]);
    tried();
  });

  proves('T25', 'from an extra to an identity takes no one else’s place', async (tried) => {
    const ada = await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);

    await done(await asIdentity(debug));

    expect(await pickHere()).toEqual({ identity: ada, extras: [] });
    expect(sentHere()).toEqual(['authorization']);
    tried();
  });

  proves(
    'T25',
    'from an extra to an identity sends no header that was held back',
    async (tried) => {
      const debug = await saved(DEBUG);
      const held = await saved(OTHER_DEBUG);
      expect(await pickHere()).toEqual({ extras: [debug, held], extrasAlone: true });

      await done(await asIdentity(held));

      expect(sentHere()).toEqual(['x-debug']);
      expect(JSON.stringify(inForce(browser))).not.toContain('held');
      expect(await pickHere()).toEqual({ extras: [debug], extrasAlone: true });
      tried();
    },
  );

  it('from an extra alone to an identity is sent on, and so are the others', async () => {
    const debug = await saved(DEBUG);
    const trace = await saved(TRACE);

    await done(await asIdentity(debug));

    expect(await pickHere()).toEqual({ identity: debug, extras: [trace] });
    expect(sentHere()).toEqual(['x-debug', 'x-trace']);
  });

  proves('T25', 'from an identity to an extra frees no header that it held back', async (tried) => {
    const other = await saved(OTHER_DEBUG, false);
    const trace = await saved(TRACE, false);
    const { isExtra: _, ...identity } = DEBUG;
    const debug = await saved(identity);
    await done(turn(other, true));
    await done(turn(trace, true));
    expect(await pickHere()).toEqual({ identity: debug, extras: [other, trace] });

    await done(await edited(debug, { isExtra: true }));

    expect(await pickHere()).toEqual({ extras: [trace, debug], extrasAlone: true });
    expect(sentHere()).toEqual(['x-debug', 'x-trace']);
    expect(JSON.stringify(inForce(browser))).not.toContain('held');
    tried();
  });

  it('its header is replaced on the wire, and a conflict that it makes is resolved', async () => {
    await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);

    await done(
      await edited(debug, {
        headers: [
          {
            schemeId: 'custom-header',
            fields: { headerName: 'authorization', value: 'Bearer x' },
            paths: [],
            methods: [],
          },
        ],
      }),
    );

    expect(sentHere()).toEqual(['authorization']);
    expect(JSON.stringify(inForce(browser))).not.toContain('Bearer x');
  });

  it('to another site is sent nowhere without a new tick', async () => {
    await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);

    await done(await edited(debug, { sites: [{ url: 'https://api.geonode.test', path: '' }] }));

    expect(await pickHere()).toMatchObject({ extras: [] });
    expect(sentHere()).toEqual(['authorization']);
  });
});

describe('a deleted extra', () => {
  it('comes back on by undo, and off from the bin', async () => {
    const ada = await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);
    const remove: Command = { type: 'profile/remove', profileIds: [debug] };
    await done(remove);
    expect(sentHere()).toEqual(['authorization']);
    expect(await pickHere()).toEqual({ identity: ada, extras: [] });

    await done({ type: 'bin/undo', ids: (await state()).undo?.ids.slice() ?? [] });
    expect(sentHere()).toEqual(['authorization', 'x-debug']);

    await done(remove);
    const [entry] = (await content()).bin;
    await done({ type: 'bin/restore', id: entry?.id ?? '' });
    expect(sentHere()).toEqual(['authorization']);
    expect((await profileOf(debug)).isExtra).toBe(true);
  });

  describe('with a choice on its site before the undo', () => {
    const remove = (...profileIds: string[]) => done({ type: 'profile/remove', profileIds });
    const undo = async () =>
      done({ type: 'bin/undo', ids: (await state()).undo?.ids.slice() ?? [] });
    const alone: Command = { type: 'pick/extras-alone', origin: GLUWA };

    proves('T4', 'nothing is sent again after Off, and its tick is back', async (tried) => {
      await saved(SANDBOX_ADMIN);
      const debug = await saved(DEBUG);
      const trace = await saved(TRACE);
      await remove(debug);

      await done(set(null));
      await undo();

      expect(sentHere()).toEqual([]);
      expect(await pickHere()).toEqual({ extras: [trace, debug] });
      tried();
    });

    proves('T4', 'nor after another profile and Off, if it went alone', async (tried) => {
      const debug = await saved(DEBUG);
      const ada = await saved(SANDBOX_ADMIN, false);
      await remove(debug);

      await done(set(ada));
      await done(set(null));
      await undo();

      expect(sentHere()).toEqual([]);
      expect(await pickHere()).toEqual({ extras: [debug] });
      tried();
    });

    proves('T4', 'nor is its identity after Off, or instead of extras only', async (tried) => {
      const debug = await saved(DEBUG);
      for (const [choice, sent] of [
        [set(null), []],
        [alone, ['x-debug']],
      ] as const) {
        const ada = await saved(SANDBOX_ADMIN);
        await remove(ada);

        await done(choice);
        await undo();

        expect(sentHere()).toEqual(sent);
        expect((await pickHere())?.identity).toBeUndefined();
        expect((await pickHere())?.extras).toEqual([debug]);
        tried();
      }
    });

    it('a tick at the site that is off stays, and turns nothing on', async () => {
      const debug = await saved(DEBUG);
      const trace = await saved(TRACE, false);
      await remove(debug);

      await done(turn(trace, true));
      await undo();

      expect(await pickHere()).toEqual({ extras: [trace, debug] });
    });

    it('without one all of it is sent again: alone, or beside its identity', async () => {
      const debug = await saved(DEBUG);
      const trace = await saved(TRACE);
      await remove(debug, trace);
      await undo();
      expect(await pickHere()).toEqual({ extras: [debug, trace], extrasAlone: true });

      const ada = await saved(SANDBOX_ADMIN);
      await remove(ada, debug);
      await undo();
      expect(await pickHere()).toEqual({ identity: ada, extras: [trace, debug] });
    });
  });

  it('its copy is an extra too, and off', async () => {
    await saved(SANDBOX_ADMIN);
    const debug = await saved(DEBUG);

    await done({ type: 'profile/duplicate', profileId: debug, name: 'Copy' });

    const copy = (await content()).profiles.at(-1);
    expect(copy).toMatchObject({ name: 'Copy', isExtra: true });
    expect((await pickHere())?.extras).toEqual([debug]);
  });
});

describe('what is said of an address', () => {
  const ask = (url: string, way: 'opened' | 'script' = 'opened') =>
    explainAddress(browser.ports, { url, way, method: 'GET', page: '' });

  it('names each extra that it does not carry, and why', async () => {
    await saved(SANDBOX_ADMIN);
    await saved({ ...DEBUG, strict: true });
    await saved(OTHER_USER);
    await saved(TRACE);

    expect(await ask(`${GLUWA}/v1`)).toMatchObject({
      ok: true,
      carries: expect.arrayContaining([expect.stringMatching(/^X-Trace: /)]),
      extras: [
        { name: 'Debug', verdict: { cause: 'navigation-not-covered', strict: true } },
        { name: 'Other user', header: 'AUTHORIZATION', setBy: 'Sandbox admin' },
      ],
    });
    expect(await ask(`${GLUWA}/v1`)).not.toHaveProperty('advice');
  });

  it('counts no header of an extra that the identity has switched off as its own', async () => {
    const [header] = SANDBOX_ADMIN.headers;
    if (!header) throw new Error('no header');
    const off = { ...header, isOff: true as const };
    const strict = {
      schemeId: 'custom-header',
      fields: { headerName: 'X-User', value: 'ada' },
      paths: [],
      methods: [],
    };
    await saved({ ...SANDBOX_ADMIN, strict: true, headers: [off, strict] });
    await saved(OTHER_USER);

    expect(sentHere()).toEqual(['authorization', 'x-user']);
    expect(await ask(`${GLUWA}/v1`)).toMatchObject({
      advice: { verdict: { cause: 'navigation-not-covered', strict: true } },
    });
  });

  it('names the extras that it does not carry where the identity’s header is off', async () => {
    const [header] = SANDBOX_ADMIN.headers;
    if (!header) throw new Error('no header');
    await saved({ ...SANDBOX_ADMIN, headers: [{ ...header, isOff: true as const }] });
    await saved({ ...DEBUG, strict: true });
    await saved(TRACE);

    expect(await ask(`${GLUWA}/v1`)).toMatchObject({
      carries: expect.arrayContaining([expect.stringMatching(/^X-Trace: /)]),
      advice: { verdict: { cause: 'headers-off' } },
      extras: [{ name: 'Debug', verdict: { cause: 'navigation-not-covered' } }],
    });

    browser.disallowed.add(GLUWA);
    await reconcile(browser.ports);
    expect(await ask(`${GLUWA}/v1`)).toMatchObject({
      advice: { verdict: { cause: 'not-allowed' } },
    });
  });

  it('says that an extra has no header for the site', async () => {
    await saved(SANDBOX_ADMIN);
    const [header] = DEBUG.headers;
    if (!header) throw new Error('no header');
    await saved({
      ...DEBUG,
      sites: [
        { url: GLUWA, path: '/v1' },
        { url: 'https://api.geonode.test', path: '' },
      ],
      headers: [{ ...header, paths: ['/v2'] }],
    });

    expect(await ask(`${GLUWA}/v1`)).toMatchObject({
      ok: true,
      extras: [{ name: 'Debug', verdict: { cause: 'no-header-here' } }],
    });
  });

  it('is the reason of the identity, although an extra goes there', async () => {
    await saved({ ...SANDBOX_ADMIN, strict: true });
    await saved(DEBUG);

    expect(await ask(`${GLUWA}/v1`)).toMatchObject({
      carries: expect.arrayContaining([expect.stringMatching(/^X-Debug: /)]),
      advice: { verdict: { cause: 'navigation-not-covered', strict: true } },
    });
    expect(await ask(`${GLUWA}/v1`, 'script')).not.toHaveProperty('advice');
  });
});
