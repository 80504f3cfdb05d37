/** A secret goes to the servers that stood beside it when it was typed, and to no other. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { unlock } from '../../../src/app/keys/unlock';
import { lock } from '../../../src/app/lock/lock';
import { keepDraft, readDraft } from '../../../src/app/profiles/kept-drafts';
import { goBack } from '../../../src/app/profiles/replaced-credential';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { commit, type OpenVault } from '../../../src/app/vault/commit';
import { openVault } from '../../../src/app/vault/open-vault';
import { isDestination } from '../../../src/domain/destinations';
import { isSecret } from '../../../src/domain/is-secret';
import type { HeaderSpec } from '../../../src/domain/profile';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { findScheme, schemes } from '../../../src/schemes';
import type { AuthScheme } from '../../../src/schemes/auth-scheme';
import { draftOf } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';
import { proves } from '../../support/proves';

const PASSPHRASE = 'correct horse battery staple';
const SECRET = 'a-secret-of-this-test';
const SITE = 'https://api.test';
const EVIL = 'https://evil.test';

const asking = schemes.filter(({ fields }) => fields.some(isDestination));

/** Values for all destinations, each on a host of its own. */
function addressesOf({ fields }: AuthScheme): Readonly<Record<string, string>> {
  const named = fields.filter(isDestination).map(({ name }) => name);
  return Object.fromEntries(
    named.map((name) => [name, `https://${name.toLowerCase()}.test/${name}`]),
  );
}

const valuesOf = (scheme: AuthScheme) => ({
  ...addressesOf(scheme),
  ...(scheme.id === 'login-token' ? LOGIN : { clientId: 'client' }),
});

const LOGIN = {
  tokenAt: '/token',
  headerName: 'Authorization',
  headerTemplate: 'Bearer {token}',
  refreshTokenAt: '/refresh',
  refreshFieldName: 'refresh',
};

const secretField = (schemeId: string) =>
  schemeId === 'login-token' ? 'secretFields' : 'clientSecret';

const secretOf = (schemeId: string, secret = SECRET) =>
  schemeId === 'login-token' ? { secretFields: `password=${secret}` } : { clientSecret: secret };

/** Every scheme with each of its destinations. */
const CASES = asking.flatMap((scheme) =>
  scheme.fields.filter(isDestination).map(({ name }) => [scheme.id, name] as const),
);

let browser: FakeBrowser;
let created: FakeBrowser;

beforeAll(async () => {
  created = fakeBrowser();
  await createVault(created.ports, PASSPHRASE);
});

beforeEach(() => {
  browser = fakeBrowser();
  browser.envelope = created.envelope;
  browser.session = created.session;
});

const save = (profile: ProfileDraft) => saveProfile(browser.ports, { profile, pick: false });

/** A form of this scheme with one header. The page does not know the secret if it `restored` the form. */
function form(
  schemeId: string,
  fields: Readonly<Record<string, string>>,
  from: 'typed' | 'restored' = 'typed',
): ProfileDraft {
  const draft = draftOf('Robot', SITE, schemeId, fields);
  const more = from === 'restored' ? { fieldsInBackground: [secretField(schemeId)] } : {};
  return { ...draft, headers: draft.headers.map((each) => ({ ...each, key: 'k', ...more })) };
}

describe('the fields that a scheme marks as destinations', () => {
  it.each(asking.map(({ id }) => [id]))('name every address that %s asks or opens', (schemeId) => {
    const scheme = findScheme(schemeId);
    const credential = scheme.parse({ ...valuesOf(scheme), ...secretOf(schemeId) });

    const { endpoints, signIn } = scheme.grant ?? {};
    const used = [...(endpoints?.(credential) ?? []), ...(signIn?.pages(credential) ?? [])];

    expect(used.length).toBeGreaterThan(0);
    expect(Object.values(addressesOf(scheme))).toEqual(expect.arrayContaining(used));
  });

  it.each([
    ['login-token', ['url', 'refreshUrl']],
    ['oauth2-client-credentials', ['issuer', 'tokenUrl']],
    ['oauth2-authorization-code', ['issuer', 'authorizationUrl', 'tokenUrl', 'revocationUrl']],
    ['oauth2-device-code', ['issuer', 'deviceUrl', 'tokenUrl', 'revocationUrl']],
  ])('are those of %s', (schemeId, names) => {
    const { fields } = findScheme(schemeId);

    expect(fields.filter(isDestination).map(({ name }) => name)).toEqual(names);
  });

  it('are in every scheme that asks a server, each beside a secret', () => {
    const secret = asking.filter(({ fields }) => fields.some(isSecret));

    expect(asking).toEqual(schemes.filter(({ grant }) => grant));
    expect(secret).toEqual(asking);
  });
});

describe('a secret of an unsaved form', () => {
  proves('T25', 'goes to no server that a page writes beside it', async (tried) => {
    for (const [schemeId, name] of CASES) {
      const values = valuesOf(findScheme(schemeId));
      await keepDraft(browser.ports, form(schemeId, { ...values, ...secretOf(schemeId) }));
      const moved = form(schemeId, { ...values, [name]: `${EVIL}/${name}` }, 'restored');

      await expect(save(moved), `${schemeId} ${name}`).rejects.toThrow(
        refusal('credential-invalid', `headers.0.${secretField(schemeId)}`, 'destination-changed'),
      );
      tried();
    }
  });

  proves('T25', 'is dropped while the user still types', async (tried) => {
    for (const [schemeId, name] of CASES) {
      const values = valuesOf(findScheme(schemeId));
      await keepDraft(browser.ports, form(schemeId, { ...values, ...secretOf(schemeId) }));
      await keepDraft(browser.ports, form(schemeId, { ...values, [name]: EVIL }, 'restored'));
      // Back at the first address: the secret must not come back either.
      await keepDraft(browser.ports, form(schemeId, values, 'restored'));

      expect(JSON.stringify(browser.session.drafts), `${schemeId} ${name}`).not.toContain(SECRET);
      const read = await readDraft(browser.ports, 'new');
      expect(read?.headers[0]?.fieldsInBackground).toEqual([]);
      tried();
    }
  });

  it('is dropped after a lock too', async () => {
    const schemeId = 'oauth2-device-code';
    const values = valuesOf(findScheme(schemeId));
    await keepDraft(browser.ports, form(schemeId, { ...values, ...secretOf(schemeId) }));
    await lock(browser.ports);
    await unlock(browser.ports, PASSPHRASE);

    await keepDraft(browser.ports, form(schemeId, { ...values, tokenUrl: EVIL }, 'restored'));

    expect(browser.session.drafts?.new?.headers[0]?.fields?.tokenUrl).toBe(EVIL);
    expect(JSON.stringify(browser.session.drafts)).not.toContain(SECRET);
  });

  it.each([
    ['an address is added', {}, { tokenUrl: `${EVIL}/token` }],
    ['an address is removed', { tokenUrl: 'https://a.test/token' }, { tokenUrl: '' }],
    ['the port differs', { tokenUrl: 'https://a.test/t' }, { tokenUrl: 'https://a.test:444/t' }],
    ['the protocol differs', { tokenUrl: 'https://[::1]/t' }, { tokenUrl: 'http://[::1]/t' }],
  ])('is dropped where %s', async (_, before, after) => {
    const schemeId = 'oauth2-client-credentials';
    await keepDraft(browser.ports, form(schemeId, { ...before, clientSecret: SECRET }));

    await keepDraft(browser.ports, form(schemeId, after, 'restored'));

    expect(JSON.stringify(browser.session.drafts)).not.toContain(SECRET);
  });

  it.each([
    ['a path', { tokenUrl: 'https://a.test/oauth/token' }],
    ['the spelling of the host', { tokenUrl: ' https://A.test:443/t ' }],
    ['another field', { tokenUrl: 'https://a.test/t', clientId: 'other' }],
  ])('stays where only %s changes', async (_, after) => {
    const schemeId = 'oauth2-client-credentials';
    const before = { tokenUrl: 'https://a.test/t', clientId: 'client' };
    await keepDraft(browser.ports, form(schemeId, { ...before, clientSecret: SECRET }));

    await keepDraft(browser.ports, form(schemeId, { ...before, ...after }, 'restored'));

    expect(browser.session.drafts?.new?.headers[0]?.fields?.clientSecret).toBe(SECRET);
  });
});

describe('a stored secret', () => {
  /** Stores a header with all that can be kept beside it. */
  async function storedHeader(schemeId: string): Promise<HeaderSpec> {
    const values = valuesOf(findScheme(schemeId));
    await save(form(schemeId, { ...values, ...secretOf(schemeId) }));
    const kept = { refreshToken: `${SECRET}-refresh` };
    const lasting = { lastingToken: { value: `${SECRET}-lasting`, obtainedAt: 1 } };
    await changeHeaders((spec) => ({ ...spec, ...kept, ...lasting }));
    return header();
  }

  async function changeHeaders(change: (spec: HeaderSpec) => HeaderSpec): Promise<void> {
    const vault: OpenVault = await openVault(browser.ports);
    const profiles = vault.content.profiles.map((profile) => ({
      ...profile,
      headers: profile.headers.map(change),
    }));
    await commit(browser.ports, vault, { ...vault.content, profiles });
  }

  async function profile() {
    const { content } = await openVault(browser.ports);
    const [found] = content.profiles;
    if (!found) throw new Error('nothing stored');
    return found;
  }

  async function header(): Promise<HeaderSpec> {
    const [found] = (await profile()).headers;
    if (!found) throw new Error('no header');
    return found;
  }

  /** Saves the stored header with these fields. */
  async function edit(fields: Readonly<Record<string, string>>): Promise<void> {
    const { id, revision, headers } = await profile();
    const draft = form(headers[0]?.schemeId ?? '', fields);
    const continued = draft.headers.map((each) => ({ ...each, id: headers[0]?.id ?? '' }));
    await save({ ...draft, id, revision, headers: continued });
  }

  proves('T25', 'of no kind stays beside a destination that changes', async (tried) => {
    for (const [schemeId, name] of CASES) {
      browser = fakeBrowser();
      browser.envelope = created.envelope;
      browser.session = created.session;
      const before = await storedHeader(schemeId);
      const values = { ...valuesOf(findScheme(schemeId)), [name]: `${EVIL}/${name}` };

      // If the scheme needs a secret, the save is refused and all stays as it was.
      await edit(values).catch((error) => {
        expect(error).toEqual(
          refusal('credential-invalid', `headers.0.${secretField(schemeId)}`, 'required'),
        );
      });

      const { previousCredential, ...after } = await header();
      if (after.id === before.id) expect(after).toEqual(before);
      else expect(JSON.stringify(after), `${schemeId} ${name}`).not.toContain(SECRET);
      // The previous credential keeps its own destinations.
      expect(JSON.stringify(previousCredential ?? '')).not.toContain(EVIL);
      tried();
    }
  });

  proves('T25', 'comes back only with its own destinations', async (tried) => {
    for (const [schemeId, name] of CASES) {
      browser = fakeBrowser();
      browser.envelope = created.envelope;
      browser.session = created.session;
      const before = await storedHeader(schemeId);
      const values = { ...valuesOf(findScheme(schemeId)), [name]: `${EVIL}/${name}` };
      await edit({ ...values, ...secretOf(schemeId, 'another') });

      await goBack(browser.ports, {
        profileId: (await profile()).id,
        headerId: (await header()).id,
      });

      const { id: _, previousCredential, ...after } = await header();
      expect(after.credential, `${schemeId} ${name}`).toEqual(before.credential);
      expect(after.refreshToken).toBe(before.refreshToken);
      expect(JSON.stringify(after)).not.toContain(EVIL);
      expect(JSON.stringify(previousCredential)).not.toContain(SECRET);
      tried();
    }
  });
});
