/** A production profile: what it sends, and how its arming begins and ends. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { arm, disarm } from '../../../src/app/headers/arm';
import { changeVault } from '../../../src/app/headers/change-vault';
import { pick, setExtra } from '../../../src/app/headers/pick';
import { pickNext } from '../../../src/app/headers/pick-next';
import { pickInTab } from '../../../src/app/headers/tab-picks';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import type { Ports } from '../../../src/app/ports';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { reconcile } from '../../../src/app/reconcile';
import { changeSettings } from '../../../src/app/settings';
import { openVault } from '../../../src/app/vault/open-vault';
import { ARMED_MS } from '../../../src/domain/arming';
import type { Profile } from '../../../src/domain/profile';
import type { Origin } from '../../../src/domain/site';
import { match } from '../../../src/rules/match';
import { PASSPHRASE, withCreatedVault } from '../../support/created-vault';
import { SANDBOX_ADMIN } from '../../support/drafts';
import type { FakeBrowser } from '../../support/fake-ports';
import { inTurn } from '../../support/in-turn';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const ORIGIN = 'https://api.gluwa.test' as Origin;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const READS = ['GET', 'HEAD'];

let browser: FakeBrowser;
let guarded: Profile;

withCreatedVault((fresh) => {
  browser = fresh;
});

beforeEach(async () => {
  guarded = await saved({ name: 'Guarded', production: { readPaths: ['/search'] } });
});

const turn = <T>(act: (own: Ports) => Promise<T>) => inTurn(browser.ports, act);

async function saved(change: object, isPicked = true): Promise<Profile> {
  const profile = { ...SANDBOX_ADMIN, ...change };
  const { content } = (await turn((own) => saveProfile(own, { profile, pick: isPicked }))) as {
    content: { profiles: readonly Profile[] };
  };
  const [made] = content.profiles.filter(({ name }) => name === profile.name);
  if (!made) throw new Error('not saved');
  return made;
}

/** The methods of a script's own requests that carry the header now. */
function carried(
  path = '/v1',
  type = 'xmlhttprequest',
  name = 'authorization',
  tabId = 1,
): readonly string[] {
  return METHODS.filter((method) => {
    const url = `${ORIGIN}${path}`;
    const asked = { url, method, type, initiator: ORIGIN, top: ORIGIN, tabId };
    const found = match(browser.rules, asked);
    return 'sets' in found && found.sets.some((each) => each.name.toLowerCase() === name);
  });
}

const armed = () => turn((own) => arm(own, { origin: ORIGIN, profileId: guarded.id }));

describe('a production profile', () => {
  proves('T24', 'only reads carry its header, and a POST at a path that reads', async (tried) => {
    expect(carried()).toEqual(READS);
    expect(carried('/search')).toEqual([...READS, 'POST']);
    expect(carried('/search/more')).toEqual(READS);
    expect(carried('/delete?x=/search')).toEqual(READS);
    tried(4);
  });

  proves('T24', 'no socket and no ping carries its header', async (tried) => {
    for (const type of ['websocket', 'webtransport', 'webbundle', 'ping', 'of-a-later-browser']) {
      expect(carried('/search', type), type).toEqual([]);
      tried();
    }
  });

  proves(
    'T24',
    'no form and no iframe that posts carries it, at a path that reads too',
    async (tried) => {
      const { id, revision } = guarded;
      const production = { readPaths: ['/search'] };
      await saved({ id, revision, name: 'Guarded', production, ownForms: true });

      for (const type of ['main_frame', 'sub_frame']) {
        for (const path of ['/v1', '/search']) {
          expect(carried(path, type), type).toEqual(READS);
          tried();
        }
      }
    },
  );

  proves('T24', 'a header that has no method which reads is not sent at all', async (tried) => {
    const [header] = SANDBOX_ADMIN.headers;
    await saved({
      id: guarded.id,
      revision: guarded.revision,
      name: 'Guarded',
      production: { readPaths: ['/search'] },
      headers: [{ ...header, methods: ['PUT'] }],
    });

    expect(carried()).toEqual([]);
    expect(carried('/search')).toEqual([]);
    tried(2);
  });

  proves('T24', 'no extra takes the place of a header that is withheld', async (tried) => {
    const [header] = SANDBOX_ADMIN.headers;
    const extra = await saved({ name: 'Extra', isExtra: true, headers: [header] }, false);
    await turn((own) => setExtra(own, { origin: ORIGIN, profileId: extra.id, isOn: true }));

    expect(carried()).toEqual(READS);
    tried();
  });
});

describe('arming', () => {
  proves('T24', 'lets every method carry the header for ten minutes', async (tried) => {
    await armed();
    expect(carried()).toEqual(METHODS);
    expect(carried('/v1', 'websocket')).toEqual(METHODS);
    expect(browser.session.leavesAt?.at).toBe(browser.now + ARMED_MS);
    expect(browser.wakeUpAt).toBeLessThanOrEqual(browser.now + ARMED_MS);

    browser.now += ARMED_MS - 1;
    await turn(reconcile);
    expect(carried()).toEqual(METHODS);

    browser.now += 1;
    await turn(async () => undefined);
    expect(carried()).toEqual(READS);
    tried(3);
  });

  proves('T24', 'is for one site alone', async (tried) => {
    const other = 'https://other.test' as Origin;
    const two = await saved({
      id: guarded.id,
      revision: guarded.revision,
      name: 'Guarded',
      production: { readPaths: [] },
      sites: [...SANDBOX_ADMIN.sites, { url: other, path: '' }],
    });
    await turn((own) => arm(own, { origin: ORIGIN, profileId: two.id }));

    const asked = { method: 'POST', type: 'xmlhttprequest', tabId: 1 };
    const here = { url: `${ORIGIN}/v1`, initiator: ORIGIN, top: ORIGIN, ...asked };
    const there = { url: `${other}/v1`, initiator: other, top: other, ...asked };
    expect(match(browser.rules, here)).toHaveProperty('sets');
    expect(match(browser.rules, there)).toHaveProperty('unmet');
    tried();
  });

  proves('T24', 'in a tab with its own pick it is for that tab alone', async (tried) => {
    const inTab = (tabId: number) => carried('/v1', 'xmlhttprequest', 'authorization', tabId);
    browser.shown = [ORIGIN, ORIGIN];
    await turn((own) => pick(own, { origin: ORIGIN, profileId: null }));
    await turn((own) => pickInTab(own, { origin: ORIGIN, tabId: 2, profileId: guarded.id }));
    expect([inTab(1), inTab(2)]).toEqual([[], READS]);

    await armed();
    expect([inTab(1), inTab(2), inTab(-1)]).toEqual([[], METHODS, []]);

    // In more tabs than it was armed for, it only reads.
    await turn((own) => pick(own, { origin: ORIGIN, profileId: guarded.id }));
    expect([inTab(1), inTab(2), inTab(-1)]).toEqual([READS, READS, []]);
    tried(2);
  });

  it('refuses a profile that is not for production, or not sent there', async () => {
    const other = await saved({ name: 'Any' });

    for (const profileId of [other.id, guarded.id, 'unknown']) {
      const arming = turn((own) => arm(own, { origin: ORIGIN, profileId }));
      await expect(arming).rejects.toThrow(refusal('profile-unknown'));
    }
    expect(browser.session.armed ?? []).toEqual([]);
  });

  /** Each ends the arming; afterwards the profile is in force again. */
  const ENDS: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['Disarm', () => turn((own) => disarm(own, { origin: ORIGIN, profileId: guarded.id }))],
    [
      'a lock',
      async () => {
        await lock(browser.ports);
        await unlock(browser.ports, PASSPHRASE);
      },
    ],
    [
      'a pause',
      async () => {
        await turn((own) => changeSettings(own, { paused: true }));
        await turn((own) => changeSettings(own, { paused: false }));
      },
    ],
    [
      'Off',
      async () => {
        await turn((own) => pick(own, { origin: ORIGIN, profileId: null }));
        await turn((own) => pick(own, { origin: ORIGIN, profileId: guarded.id }));
      },
    ],
    [
      'another pick',
      async () => {
        await saved({ name: 'Any' });
        await turn((own) => pick(own, { origin: ORIGIN, profileId: guarded.id }));
      },
    ],
    [
      'a save',
      () =>
        saved({
          id: guarded.id,
          revision: guarded.revision,
          name: 'Guarded',
          note: 'new',
          production: { readPaths: ['/search'] },
        }),
    ],
    [
      'a clock that was set back, even by little',
      async () => {
        browser.now += ARMED_MS / 2;
        await turn(reconcile);
        browser.now -= ARMED_MS / 4;
        await turn(async () => undefined);
        browser.now += ARMED_MS / 4;
        await turn(reconcile);
      },
    ],
    [
      'a new start of the browser',
      async () => {
        browser.session = {};
        browser.rules = [];
        await unlock(browser.ports, PASSPHRASE);
      },
    ],
    [
      'a deletion and its return',
      async () => {
        const { content } = await openVault(browser.ports);
        await turn((own) => changeVault(own, (now) => ({ ...now, profiles: [], sitePicks: {} })));
        await turn((own) =>
          changeVault(own, (now) => ({
            ...now,
            profiles: content.profiles,
            sitePicks: content.sitePicks,
          })),
        );
      },
    ],
  ];

  it.each(ENDS)('%s ends it for good', async (_, end) => {
    await armed();
    expect(carried()).toEqual(METHODS);

    await end();

    expect(carried()).toEqual(READS);
    expect(browser.session.armed ?? []).toEqual([]);
  });
});

describe('next profile', () => {
  proves('T24', 'never picks one that is for production', async (tried) => {
    const any = await saved({ name: 'Any' });
    const on = async () => (await openVault(browser.ports)).content.sitePicks[ORIGIN]?.identity;

    for (const expected of [undefined, any.id, undefined, any.id]) {
      await turn((own) => pickNext(own, ORIGIN));
      expect(await on()).toBe(expected);
      tried();
    }
  });
});
