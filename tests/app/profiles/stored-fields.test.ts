/** A stored secret that stays beside changed fields, and where it may not. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { checkWithStored } from '../../../src/app/profiles/check-credential';
import { keepDraft, readDraft } from '../../../src/app/profiles/kept-drafts';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { openVault } from '../../../src/app/vault/open-vault';
import { isDestination } from '../../../src/domain/destinations';
import type { HeaderDraft, ProfileDraft } from '../../../src/domain/profile-draft';
import { findScheme, schemes } from '../../../src/schemes';
import { draftOf } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';
import gluwa from '../../vectors/gluwa.json';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const PASSPHRASE = 'correct horse battery staple';
const SITE = 'https://api.test';
const EVIL = 'https://evil.test';
const SECRET = 'kW3_nR7.pL9-tX2~vB5qZ';
const JWT = { algorithm: 'HS256', key: SECRET.repeat(2), lifetime: '300', subject: 'ada' };

const LOGIN = {
  tokenAt: '/token',
  headerName: 'Authorization',
  headerTemplate: 'Bearer {token}',
  refreshTokenAt: '/refresh',
  refreshFieldName: 'refresh',
};

/** Every scheme with each of its destinations. */
const CASES = schemes.flatMap(({ id, fields }) =>
  fields.filter(isDestination).map(({ name }) => [id, name] as const),
);

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, PASSPHRASE);
});

const save = (profile: ProfileDraft) => saveProfile(browser.ports, { profile, pick: false });

async function theHeader() {
  const { content } = await openVault(browser.ports);
  const [profile] = content.profiles;
  const [header] = profile?.headers ?? [];
  if (!profile || !header) throw new Error('There is no profile.');
  return { profile, header };
}

/** Stores a credential. @returns an edit of it, as the form sends it. */
async function editOf(schemeId: string, fields: Readonly<Record<string, string>>) {
  const draft = draftOf('Robot', SITE, schemeId, fields);
  await save(draft);
  const { profile, header } = await theHeader();
  return (change: Partial<HeaderDraft>): ProfileDraft => ({
    ...draft,
    id: profile.id,
    revision: profile.revision,
    headers: draft.headers.map((each) => ({ ...each, id: header.id, ...change })),
  });
}

function clientOf(schemeId: string): Record<string, string> {
  const named = findScheme(schemeId).fields.filter(isDestination);
  const addresses = named.map(({ name }) => [name, `https://${name.toLowerCase()}.test/${name}`]);
  const others = schemeId === 'login-token' ? LOGIN : { clientId: 'client' };
  return { ...Object.fromEntries(addresses), ...others };
}

describe('a stored secret that a draft keeps', () => {
  it('stays beside a changed user name, and is as old as it was', async () => {
    const edit = await editOf('basic', { username: 'ada', password: SECRET });
    const before = (await theHeader()).header;
    browser.now += 60_000;

    await save(edit({ fields: { username: 'grace' }, storedFields: ['password'] }));

    const { header } = await theHeader();
    expect(header.credential).toEqual({ username: 'grace', password: SECRET });
    expect(header.id).not.toBe(before.id);
    expect(header.rotatedAt).toBe(before.rotatedAt);
    expect(header.previousCredential?.credential).toEqual(before.credential);
  });

  it('is a placeholder beside a new key for the user name: the credential is new', async () => {
    const edit = await editOf('basic', { username: 'sk_live_4eC39HqLy', password: 'x' });
    browser.now += 60_000;

    await save(edit({ fields: { username: 'sk_live_WDarjtT1z' }, storedFields: ['password'] }));

    const { header } = await theHeader();
    expect(header.credential).toEqual({ username: 'sk_live_WDarjtT1z', password: 'x' });
    expect(header.rotatedAt).toBe(browser.now);
  });

  it('is no change of the credential if the other fields are the same', async () => {
    const edit = await editOf('basic', { username: 'ada', password: SECRET });
    const before = (await theHeader()).header;

    await save(edit({ fields: { username: 'ada' }, storedFields: ['password'] }));

    expect((await theHeader()).header).toEqual(before);
  });

  it('is new where it is typed, beside a kept user name', async () => {
    const edit = await editOf('basic', { username: 'a-key', password: '' });
    browser.now += 60_000;

    await save(edit({ fields: { password: 'typed' }, storedFields: ['username'] }));

    const { header } = await theHeader();
    expect(header.credential).toEqual({ username: 'a-key', password: 'typed' });
    expect(header.rotatedAt).toBe(browser.now);
  });

  it('was answered for when it was saved', async () => {
    const draft = draftOf('Robot', SITE, 'basic', { username: 'ada', password: ' spaced ' });
    const accepted = ['space-around' as const];
    await save({ ...draft, headers: draft.headers.map((each) => ({ ...each, accepted })) });
    const { profile, header } = await theHeader();
    const { id } = header;
    const fields = { username: 'grace' };
    const headers = draft.headers.map((each) => ({
      ...each,
      id,
      fields,
      storedFields: ['password'],
    }));

    await save({ ...draft, id: profile.id, revision: profile.revision, headers });

    expect((await theHeader()).header.credential).toMatchObject(fields);
  });

  it.each<[string, Partial<HeaderDraft>, 'required']>([
    ['the header is gone', { id: 'gone' }, 'required'],
    ['the scheme is another', { schemeId: 'custom-header' }, 'required'],
    ['the field is none of the scheme', { storedFields: ['token'] }, 'required'],
  ])('is refused if %s', async (_, change, problem) => {
    const edit = await editOf('basic', { username: 'ada', password: SECRET });
    const kept = { fields: { username: 'grace' }, storedFields: ['password'] };

    await expect(save(edit({ ...kept, ...change }))).rejects.toThrow(
      refusal('credential-invalid', `headers.0.${change.storedFields?.[0] ?? 'password'}`, problem),
    );
  });

  proves('T25', 'goes to no server but those that it was stored with', async (tried) => {
    for (const [schemeId, name] of CASES) {
      browser = fakeBrowser();
      await createVault(browser.ports, PASSPHRASE);
      const client = clientOf(schemeId);
      const isLogin = schemeId === 'login-token';
      const secret = isLogin ? 'secretFields' : 'clientSecret';
      const typed = isLogin ? `password=${SECRET}` : SECRET;
      const edit = await editOf(schemeId, { ...client, [secret]: typed });
      const before = await theHeader();

      for (const moved of [`${EVIL}/token`, `http://localhost/${name}`, '']) {
        const fields = { ...client, [name]: moved };
        const kept = { fields, storedFields: [secret] };
        await expect(save(edit(kept)), `${schemeId} ${name}`).rejects.toThrow(
          refusal('credential-invalid', `headers.0.${secret}`, 'destination-changed'),
        );
        const stored = { headerId: before.header.id, fields: [secret] };
        const report = await checkWithStored(browser.ports, { schemeId, fields, stored });
        expect(report.findings).toMatchObject([{ problem: 'destination-changed' }]);
        tried();
      }
      expect(await theHeader()).toEqual(before);
    }
  });

  proves(
    'T25',
    'serves no other fields of a key before the user has confirmed it',
    async (tried) => {
      const cases = [
        ['jwt-signed', JWT, { ...JWT, key: '', subject: 'root' }, 'key'],
        [
          'oauth2-client-credentials',
          { ...clientOf('oauth2-client-credentials'), clientSecret: SECRET },
          { ...clientOf('oauth2-client-credentials'), scope: 'admin' },
          'clientSecret',
        ],
      ] as const;
      for (const [schemeId, fields, changed, name] of cases) {
        browser = fakeBrowser();
        await createVault(browser.ports, PASSPHRASE);
        const edit = await editOf(schemeId, fields);
        const change = edit({ fields: changed, storedFields: [name] });

        await expect(save(change)).rejects.toThrow(refusal('confirmation-needed'));

        await browser.ports.session.write({ confirmedUntil: browser.now + 60_000 });
        await save(change);
        expect((await theHeader()).header.credential).toMatchObject(
          schemeId === 'jwt-signed' ? { claims: { sub: 'root' } } : { scope: 'admin' },
        );
        tried();
      }
    },
  );

  it('is checked while the user types, and the report has nothing of it', async () => {
    await editOf('gluwa-ethereum', { privateKey: gluwa.ethereum.privateKey });
    const { header } = await theHeader();

    const report = await checkWithStored(browser.ports, {
      schemeId: 'gluwa-ethereum',
      fields: {},
      stored: { headerId: header.id, fields: ['privateKey'] },
    });

    expect(report).toMatchObject({ headerNames: ['X-REQUEST-SIGNATURE'], findings: [] });
    expect(JSON.stringify(report)).not.toContain(gluwa.ethereum.privateKey.slice(-8));
  });

  it('is still kept by an unsaved form after a lock', async () => {
    const edit = await editOf('basic', { username: 'ada', password: SECRET });
    const draft = edit({ key: 'k', fields: { username: 'grace' }, storedFields: ['password'] });
    await keepDraft(browser.ports, draft);
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    const restored = await readDraft(browser.ports, draft.id ?? '');
    expect(restored?.headers).toMatchObject([{ storedFields: ['password'] }]);
    if (restored) await save(restored);

    expect((await theHeader()).header.credential).toEqual({ username: 'grace', password: SECRET });
  });
});
