/** A header that the user has switched off: stored, sent nowhere, and on again without typing. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { explainAddress } from '../../../src/app/activity/explain-address';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import { goBack } from '../../../src/app/profiles/replaced-credential';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { opened } from '../../support/app-states';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const ADMIN = 'Authorization: Basic YWJjZDoxMjM0';
const KEY = 'X-API-Key: k-1';

let browser: FakeBrowser;

const key = { headerName: 'X-API-Key', key: 'k-1' };

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, PASSPHRASE);
});

/** Both headers, each on or off. */
function twoHeaders(isAdminOff: boolean, isKeyOff: boolean): ProfileDraft {
  const [admin] = SANDBOX_ADMIN.headers;
  if (!admin) throw new Error('no header');
  return {
    ...SANDBOX_ADMIN,
    headers: [
      { ...admin, ...(isAdminOff && { isOff: true }) },
      {
        schemeId: 'api-key',
        fields: key,
        paths: [],
        methods: [],
        ...(isKeyOff && { isOff: true }),
      },
    ],
  };
}

async function saved(draft: ProfileDraft) {
  await saveProfile(browser.ports, { profile: draft, pick: true });
  return profile();
}

async function profile() {
  const [found] = opened(await readState(browser.ports)).profiles;
  if (!found) throw new Error('no profile');
  return found;
}

const sent = () => Object.values(inForce(browser)).flat();

/** The stored profile as an edit sends it, with other switches. */
function edit(
  { id, revision, headers }: Awaited<ReturnType<typeof profile>>,
  areOff: readonly boolean[],
): ProfileDraft {
  return {
    ...SANDBOX_ADMIN,
    id,
    revision,
    headers: headers.map(({ id: headerId, schemeId }, index) => ({
      id: headerId,
      schemeId,
      paths: [],
      methods: [],
      ...(areOff[index] && { isOff: true }),
    })),
  };
}

describe('a header that is switched off', () => {
  it('is sent nowhere, and the other one is', async () => {
    const { headers } = await saved(twoHeaders(true, false));

    expect(sent()).toEqual([KEY]);
    expect(headers.map(({ isOff, status }) => [isOff, status.state])).toEqual([
      [true, 'idle'],
      [undefined, 'installed'],
    ]);
  });

  it('is withdrawn and sent again without its credential being typed', async () => {
    const before = await saved(twoHeaders(false, false));
    expect(sent()).toEqual(expect.arrayContaining([ADMIN, KEY]));

    const off = await saved(edit(before, [true, false]));
    expect(sent()).toEqual([KEY]);
    await saved(edit(off, [false, false]));

    expect(sent()).toEqual(expect.arrayContaining([ADMIN, KEY]));
    expect((await profile()).headers.map(({ id }) => id)).toEqual(
      before.headers.map(({ id }) => id),
    );
  });

  it('stays off over a lock, in its place', async () => {
    const before = await saved(twoHeaders(true, false));

    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    expect(sent()).toEqual([KEY]);
    expect((await profile()).headers.map(({ id, isOff }) => [id, isOff])).toEqual(
      before.headers.map(({ id, isOff }) => [id, isOff]),
    );
  });

  it('stays off when its credential is replaced, and when that is taken back', async () => {
    const before = await saved(twoHeaders(true, false));
    const draft = edit(before, [true, false]);
    const [first, ...others] = draft.headers;
    if (!first) throw new Error('no header');
    const fields = { username: 'abcd', password: '5678' };
    const replaced = await saved({ ...draft, headers: [{ ...first, fields }, ...others] });

    const [header] = replaced.headers;
    expect([header?.isOff, header?.previousCredential]).toEqual([true, 'kept']);
    await goBack(browser.ports, { profileId: replaced.id, headerId: header?.id ?? '' });

    expect((await profile()).headers[0]?.isOff).toBe(true);
    expect(sent()).toEqual([KEY]);
  });

  const explained = () =>
    explainAddress(browser.ports, {
      url: 'https://api.gluwa.test/v1',
      way: 'opened',
      method: 'GET',
      page: '',
    });

  it('leaves an address its other header', async () => {
    await saved(twoHeaders(true, false));

    expect(await explained()).toMatchObject({
      carries: expect.arrayContaining(['X-API-Key: …']),
    });
  });

  it('is the reason why an address carries nothing', async () => {
    await saved(twoHeaders(true, true));

    expect(await explained()).toMatchObject({ advice: { verdict: { cause: 'headers-off' } } });
  });
});
