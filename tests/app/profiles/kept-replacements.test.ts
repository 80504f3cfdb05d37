/** A secret typed in the popup and not saved: kept for ten minutes, sealed by a lock, told to no page. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import { discardReplacement, keepReplacement } from '../../../src/app/profiles/kept-replacements';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { replaceCredential } from '../../../src/app/profiles/replace-credential';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { openVault } from '../../../src/app/vault/open-vault';
import { REPLACEMENT_ENDS_MS } from '../../../src/domain/replacement';
import { opened } from '../../support/app-states';
import { draftOf } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';
import { inTurn } from '../../support/in-turn';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

const PASSPHRASE = 'correct horse battery staple';
const TYPED = 'a-secret-of-this-test';
const SITE = 'https://api.test';
const SENT_BEFORE = ['Authorization: Bearer old'];

let created: FakeBrowser;
let browser: FakeBrowser;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
  await saveProfile(created.ports, {
    profile: draftOf('One', SITE, 'bearer', { token: 'old' }),
    pick: true,
  });
});

beforeEach(() => {
  browser = fakeBrowser();
  const { now, storage, database, session, rules, wakeUpAt } = structuredClone({
    ...created,
    ports: undefined,
  });
  Object.assign(browser, { now, storage, database, session, rules, wakeUpAt });
});

const state = async () => opened(await readState(browser.ports));

async function target() {
  const [profile] = (await state()).profiles;
  if (!profile?.headers[0]) throw new Error('nothing stored');
  return { profileId: profile.id, revision: profile.revision, headerId: profile.headers[0].id };
}

async function keep() {
  const typed = await target();
  await keepReplacement(browser.ports, { ...typed, value: TYPED });
  return typed;
}

/** Time goes by, with the user at the computer. */
function pass(ms: number): void {
  const { session } = browser;
  browser.now += ms;
  browser.session = { ...session, lockAt: (session.lockAt ?? 0) + ms };
}

const sent = () => inForce(browser)[`|${SITE}/`];

describe('a typed secret that is not saved', () => {
  proves('T25', 'is told to the pages without its value', async (tried) => {
    const { profileId, headerId } = await keep();

    const told = await state();

    expect(told.replacements).toEqual([{ profileId, headerId, typedAt: browser.now }]);
    expect(JSON.stringify(told)).not.toContain(TYPED);
    tried();
  });

  it('is saved without a page that has it', async () => {
    const typed = await keep();

    await replaceCredential(browser.ports, { ...typed, accepted: [] });

    expect(sent()).toEqual([`Authorization: Bearer ${TYPED}`]);
    expect((await state()).replacements).toEqual([]);
    expect(browser.session.replacements).toEqual({});
  });

  it('is gone after the save of another value, and after a discard', async () => {
    const typed = await keep();
    await replaceCredential(browser.ports, { ...typed, value: 'new', accepted: [] });
    expect(browser.session.replacements).toEqual({});

    await discardReplacement(browser.ports, await keep());

    expect(browser.session.replacements).toEqual({});
    await expect(
      replaceCredential(browser.ports, { ...(await target()), accepted: [] }),
    ).rejects.toThrow(refusal('replacement-gone'));
  });

  it('stays after a save that is refused or doubted', async () => {
    const typed = await target();
    await keepReplacement(browser.ports, { ...typed, value: 'Bearer new' });

    const saved = replaceCredential(browser.ports, { ...typed, accepted: [] });

    await expect(saved).rejects.toThrow(refusal('credential-invalid', 'token'));
    expect((await state()).replacements).toHaveLength(1);
  });

  proves(['F5', 'T25'], 'is refused once the profile has another revision', async (tried) => {
    const typed = await keep();
    const draft = draftOf('Renamed', SITE, 'bearer', {});
    const { fields: _, ...header } = { ...draft.headers[0], id: typed.headerId };
    const headers = [{ schemeId: 'bearer', paths: [], methods: [], ...header }];
    await saveProfile(browser.ports, {
      profile: { ...draft, id: typed.profileId, revision: typed.revision, headers },
      pick: false,
    });

    // Of the edit's beginning, and of the profile as a page has it from the state.
    for (const revision of [typed.revision, typed.revision + 1]) {
      await expect(
        replaceCredential(browser.ports, { ...typed, revision, accepted: [] }),
      ).rejects.toThrow(refusal('profile-stale'));
      tried();
    }
    expect(sent()).toEqual(SENT_BEFORE);
  });

  proves('T25', 'ends ten minutes after it was typed', async (tried) => {
    for (const [age, isKept] of [
      [REPLACEMENT_ENDS_MS - 1, true],
      [REPLACEMENT_ENDS_MS, false],
      // A clock that was set back must not keep it.
      [-REPLACEMENT_ENDS_MS, false],
    ] as const) {
      const typed = await keep();
      pass(age);

      expect((await state()).replacements).toHaveLength(isKept ? 1 : 0);
      if (!isKept) {
        await expect(replaceCredential(browser.ports, { ...typed, accepted: [] })).rejects.toThrow(
          refusal('replacement-gone'),
        );
      }
      // The next turn, whatever it is for.
      await inTurn(browser.ports, async () => undefined);
      expect(JSON.stringify(browser.session).includes(TYPED)).toBe(isKept);
      tried();
    }
  });

  proves('T25', 'is sealed by a lock and is there after the unlock', async (tried) => {
    const typed = await keep();
    await lock(browser.ports);
    expect(JSON.stringify([browser.session, browser.storage, browser.database])).not.toContain(
      TYPED,
    );
    // A page that has not heard of the lock sends its last keystroke.
    await keepReplacement(browser.ports, { ...typed, value: TYPED });
    expect(JSON.stringify(browser.session)).not.toContain(TYPED);

    await unlock(browser.ports, PASSPHRASE);

    expect((await state()).replacements).toHaveLength(1);
    await replaceCredential(browser.ports, { ...typed, accepted: [] });
    expect(sent()).toEqual([`Authorization: Bearer ${TYPED}`]);
    tried();
  });

  it('is not sealed once its time is over, and does not come back from a lock after it', async () => {
    await keep();
    await lock(browser.ports);
    browser.now += REPLACEMENT_ENDS_MS;
    await unlock(browser.ports, PASSPHRASE);
    expect(browser.session.replacements).toEqual({});

    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    const { content } = await openVault(browser.ports);
    expect(content.replacements).toEqual({});
  });

  it('keeps the newer one if the vault is unlocked twice', async () => {
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);
    await keep();

    await unlock(browser.ports, PASSPHRASE);

    expect((await state()).replacements).toHaveLength(1);
  });

  it('of a removed profile is told to no page', async () => {
    const { profileId } = await keep();

    await removeProfiles(browser.ports, { profileIds: [profileId] });

    expect((await state()).replacements).toEqual([]);
  });

  it('of an inherited name is none', async () => {
    await keepReplacement(browser.ports, {
      ...(await target()),
      headerId: '__proto__',
      value: 'x',
    });
    const typed = { ...(await target()), accepted: [] };

    await expect(replaceCredential(browser.ports, typed)).rejects.toThrow(
      refusal('replacement-gone'),
    );
  });
});
