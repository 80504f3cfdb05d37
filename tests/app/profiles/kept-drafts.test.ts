/** Forms that are not saved yet: kept in the session, sealed by a lock, and a secret never read back. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import { clearDraft, keepDraft, readDraft } from '../../../src/app/profiles/kept-drafts';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import type { HeaderDraft, ProfileDraft } from '../../../src/domain/profile-draft';
import { opened } from '../../support/app-states';
import { draftOf, SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';

const PASSPHRASE = 'correct horse battery staple';
const SECRET = 'a-secret-of-this-test';
const TYPED = keyed(
  draftOf('Half', 'https://api.gluwa.test', 'basic', { username: 'abcd', password: SECRET }),
);

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

/** The draft as a form sends it, with a key for each header. */
function keyed(draft: ProfileDraft): ProfileDraft {
  return { ...draft, headers: draft.headers.map((each, at) => ({ ...each, key: `key ${at}` })) };
}

function withHeader(draft: ProfileDraft, change: Partial<HeaderDraft>): ProfileDraft {
  return { ...draft, headers: draft.headers.map((each) => ({ ...each, ...change })) };
}

/** The draft as a page sends it that was restored from here: without the secret. */
const RESTORED = withHeader(TYPED, {
  fields: { username: 'abcd' },
  fieldsInBackground: ['password'],
});

describe('a form that is kept', () => {
  it('comes back with everything but its secrets, which are named', async () => {
    await keepDraft(browser.ports, TYPED);

    const read = await readDraft(browser.ports, 'new');

    expect(read).toEqual(RESTORED);
    expect(JSON.stringify(read)).not.toContain(SECRET);
  });

  it('shows a field of an unknown scheme to no page', async () => {
    await keepDraft(browser.ports, withHeader(TYPED, { schemeId: 'of-a-later-version' }));

    expect(JSON.stringify(await readDraft(browser.ports, 'new'))).not.toContain('abcd');
  });

  it('names no secret that is empty', async () => {
    await keepDraft(browser.ports, withHeader(TYPED, { fields: { username: 'a', password: '' } }));

    expect((await readDraft(browser.ports, 'new'))?.headers[0]?.fieldsInBackground).toEqual([]);
  });

  it('keeps the secret while a page that has not got it goes on typing', async () => {
    await keepDraft(browser.ports, TYPED);
    await keepDraft(browser.ports, { ...RESTORED, note: 'one' });
    await keepDraft(browser.ports, { ...RESTORED, note: 'two' });

    expect(browser.session.drafts?.new?.headers[0]?.fields).toEqual({
      username: 'abcd',
      password: SECRET,
    });
    expect(browser.session.drafts?.new?.note).toBe('two');
  });

  it('takes what is typed anew in its place', async () => {
    await keepDraft(browser.ports, TYPED);
    const fields = { username: 'abcd', password: 'another' };
    await keepDraft(browser.ports, withHeader(TYPED, { fields, fieldsInBackground: [] }));

    expect(browser.session.drafts?.new?.headers[0]?.fields).toEqual(fields);
  });

  it('gives no secret to another scheme, nor to another header', async () => {
    await keepDraft(browser.ports, TYPED);
    for (const change of [{ schemeId: 'bearer' }, { key: 'another' }]) {
      await keepDraft(browser.ports, { ...withHeader(RESTORED, change), id: 'copy' });
      await keepDraft(browser.ports, withHeader(RESTORED, change));

      expect(JSON.stringify(browser.session.drafts)).not.toContain(SECRET);
      await keepDraft(browser.ports, TYPED);
    }
  });

  it('is found in the state by what it is of, and by nothing else', async () => {
    await keepDraft(browser.ports, TYPED);
    await keepDraft(browser.ports, { ...TYPED, id: 'p' });

    const state = await readState(browser.ports);

    expect(opened(state).drafts).toEqual(['new', 'p']);
    expect(JSON.stringify(state)).not.toContain('abcd');
  });

  it('is sealed by a lock and back after it', async () => {
    await keepDraft(browser.ports, TYPED);

    await lock(browser.ports);

    expect(JSON.stringify([browser.session, browser.storage, browser.database])).not.toContain(
      SECRET,
    );
    await unlock(browser.ports, PASSPHRASE);
    expect(await readDraft(browser.ports, 'new')).toEqual(RESTORED);
  });

  it('is not kept for a page that has not heard of the lock', async () => {
    await lock(browser.ports);

    await keepDraft(browser.ports, TYPED);

    expect(browser.session.drafts).toBeUndefined();
  });

  it('is gone once it is discarded, and others are not', async () => {
    await keepDraft(browser.ports, TYPED);
    await keepDraft(browser.ports, { ...TYPED, id: 'p' });

    await clearDraft(browser.ports, 'new');
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    expect(opened(await readState(browser.ports)).drafts).toEqual(['p']);
  });
});

describe('saving it', () => {
  const save = (profile: ProfileDraft) => saveProfile(browser.ports, { profile, pick: true });

  it('sends the secret that no page has, and keeps nothing', async () => {
    await keepDraft(browser.ports, TYPED);

    await save(RESTORED);

    expect(inForce(browser)).toEqual({
      '|https://api.gluwa.test/': [`Authorization: Basic ${btoa(`abcd:${SECRET}`)}`],
    });
    expect(opened(await readState(browser.ports)).drafts).toEqual([]);
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);
    expect(opened(await readState(browser.ports)).drafts).toEqual([]);
  });

  it('keeps it where it is refused', async () => {
    await keepDraft(browser.ports, TYPED);

    await expect(save({ ...RESTORED, name: '' })).rejects.toThrow(refusal('profile-invalid'));

    expect(await readDraft(browser.ports, 'new')).toEqual(RESTORED);
  });

  it('is refused where another window has given up what was kept: no password is a password', async () => {
    await keepDraft(browser.ports, TYPED);
    await clearDraft(browser.ports, 'new');

    await expect(save(RESTORED)).rejects.toThrow(
      refusal('credential-invalid', 'headers.0.password', 'required'),
    );
    // The save is refused too after more typing in that page.
    await keepDraft(browser.ports, RESTORED);
    await expect(save(RESTORED)).rejects.toThrow(
      refusal('credential-invalid', 'headers.0.password', 'required'),
    );
  });

  it('makes one anew that was removed meanwhile only where that is said', async () => {
    const gone = { ...TYPED, id: 'gone', revision: 2 };
    await keepDraft(browser.ports, gone);

    await expect(save({ ...RESTORED, id: 'gone', revision: 2 })).rejects.toThrow(
      refusal('profile-unknown'),
    );
    await save({ ...RESTORED, id: 'gone', revision: 0 });

    const { profiles, drafts } = opened(await readState(browser.ports));
    expect(profiles).toMatchObject([{ name: 'Half', revision: 1 }]);
    expect(profiles[0]?.id).not.toBe('gone');
    expect(drafts).toEqual([]);
  });

  it('makes none anew over one that is there', async () => {
    await save(SANDBOX_ADMIN);
    const [stored] = opened(await readState(browser.ports)).profiles;

    await expect(save({ ...TYPED, id: stored?.id ?? '', revision: 0 })).rejects.toThrow(
      refusal('profile-stale'),
    );
  });
});
