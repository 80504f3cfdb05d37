/** The review of imported drafts: what they would do, and whether they are there already. */
import { describe, expect, it } from 'vitest';
import { reviewImport } from '../../../src/app/exchange/review-import';
import { saveImported } from '../../../src/app/exchange/save-imported';
import { removeProfiles } from '../../../src/app/profiles/remove-profiles';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { openVault } from '../../../src/app/vault/open-vault';
import type { ProfileDraft } from '../../../src/domain/profile-draft';
import { withCreatedVault } from '../../support/created-vault';
import { BLANK, draftOf, GEONODE, SANDBOX_ADMIN, SANDBOX_ETH } from '../../support/drafts';
import type { FakeBrowser } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';

let browser: FakeBrowser;
withCreatedVault((fresh) => {
  browser = fresh;
});

async function checkOf(draft: ProfileDraft) {
  const [check] = await reviewImport(browser.ports, [draft]);
  if (!check) throw new Error('no check');
  return check;
}

const CLIENT = draftOf('Robot', 'https://api.test', 'oauth2-client-credentials', {
  tokenUrl: 'https://auth.elsewhere.test/token',
  clientId: 'robot',
  clientSecret: 'of the file',
});

describe('reviewImport', () => {
  it('describes what a draft would send where, from the rules that it compiles to', async () => {
    const { preview, failure } = await checkOf(SANDBOX_ADMIN);

    expect(failure).toBeUndefined();
    expect(preview).toMatchObject([
      { headerNames: ['Authorization'], places: ['https://api.gluwa.test/'] },
    ]);
  });

  it('never answers with a credential', async () => {
    const answer = await reviewImport(browser.ports, [SANDBOX_ADMIN, SANDBOX_ETH, CLIENT]);

    const secrets = [SANDBOX_ADMIN, SANDBOX_ETH].flatMap(({ headers }) =>
      headers.flatMap(({ fields = {} }) => Object.values(fields)),
    );
    for (const secret of [...secrets, 'of the file']) {
      expect(JSON.stringify(answer)).not.toContain(secret);
    }
  });

  it.each([
    ['no site', { ...GEONODE, sites: [] }, 'site', 'required'],
    [
      'plain http',
      draftOf('P', 'http://api.test', 'bearer', { token: 't0ken' }),
      'sites.0.site',
      'site-http',
    ],
    [
      'no credential',
      draftOf('P', 'https://api.test', 'bearer', { token: '' }),
      'headers.0.token',
      'required',
    ],
    ['no header', { ...BLANK, name: 'P', sites: GEONODE.sites }, 'schemeId', 'required'],
  ])('says why a draft with %s is not ready', async (_, draft, field, problem) => {
    expect((await checkOf(draft)).failure).toMatchObject({ field, problem });
  });

  it('describes what is readable of a draft that is not ready', async () => {
    const { preview, failure } = await checkOf({ ...GEONODE, name: '' });

    expect(failure?.field).toBe('name');
    expect(preview).toHaveLength(1);
  });

  it('describes no header that is switched off', async () => {
    const headers = GEONODE.headers.map((header) => ({ ...header, isOff: true as const }));

    expect(await checkOf({ ...GEONODE, headers })).toMatchObject({ preview: [] });
  });

  it('names the servers that get the secret of a file', async () => {
    expect((await checkOf(CLIENT)).tokenOrigins).toEqual(['https://auth.elsewhere.test']);
  });

  it('names the pages and issuers of a sign-in too, and the servers of a header that is off', async () => {
    const fields = {
      issuer: 'https://issuer.elsewhere.test',
      authorizationUrl: 'https://login.elsewhere.test/authorize',
      tokenUrl: 'https://auth.elsewhere.test/token',
      clientId: 'c',
    };
    const person = draftOf('Person', 'https://api.test', 'oauth2-authorization-code', fields);
    const isOff = true as const;
    const off = { ...CLIENT, headers: CLIENT.headers.map((header) => ({ ...header, isOff })) };

    expect(await checkOf(person)).toMatchObject({
      tokenOrigins: ['https://auth.elsewhere.test'],
      otherServers: ['issuer.elsewhere.test', 'login.elsewhere.test'],
    });
    expect(await checkOf(off)).toMatchObject({
      tokenOrigins: [],
      otherServers: ['auth.elsewhere.test'],
    });
  });

  it('refuses a token server over http', async () => {
    const [header] = CLIENT.headers;
    const fields = { ...header?.fields, tokenUrl: 'http://auth.elsewhere.test/token' };
    const plain = draftOf('Robot', 'https://api.test', 'oauth2-client-credentials', fields);

    expect(await checkOf(plain)).toMatchObject({
      failure: { field: 'headers.0.tokenUrl', problem: 'endpoint-http' },
      tokenOrigins: [],
    });
  });

  it('describes the values that will be saved, not those of the message', async () => {
    const wide = { ...SANDBOX_ADMIN, callers: ['https://evil.test'], ownForms: true };

    const [line] = (await checkOf(wide)).preview;

    expect(line?.callers).toEqual(['api.gluwa.test']);
    expect(line?.formsAndFrames).toBe(false);
  });

  it('refuses a draft that names a stored profile', async () => {
    await expect(reviewImport(browser.ports, [{ ...GEONODE, id: 'p' }])).rejects.toThrow(
      refusal('message-refused'),
    );
  });

  it('refuses a locked vault', async () => {
    browser.session = {};

    await expect(reviewImport(browser.ports, [GEONODE])).rejects.toThrow(refusal('vault-locked'));
  });
});

describe('a draft is there already', () => {
  const isThere = async (draft: ProfileDraft) => (await checkOf(draft)).isThere;

  it('if a profile has the same sites, headers and credentials, by any name', async () => {
    expect(await isThere(SANDBOX_ADMIN)).toBe(false);
    await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: false });

    expect(await isThere(SANDBOX_ADMIN)).toBe(true);
    expect(await isThere({ ...SANDBOX_ADMIN, name: 'By another name', note: 'n' })).toBe(true);
  });

  it('after it was imported, whatever the order of its sites and headers', async () => {
    const [header] = SANDBOX_ADMIN.headers;
    const [other] = draftOf('', '', 'api-key', { headerName: 'X-Key', key: 'abcdef' }).headers;
    if (!header || !other) throw new Error('no header');
    const sites = [...SANDBOX_ADMIN.sites, ...GEONODE.sites];
    const two = { ...SANDBOX_ADMIN, sites, headers: [header, other] };
    await saveImported(browser.ports, { profiles: [two], pick: false });

    expect(await isThere({ ...two, sites: sites.toReversed(), headers: [other, header] })).toBe(
      true,
    );
  });

  it.each([
    ['another credential', { ...SANDBOX_ADMIN, headers: GEONODE.headers }],
    ['another site', { ...SANDBOX_ADMIN, sites: GEONODE.sites }],
    [
      'a narrower path',
      { ...SANDBOX_ADMIN, sites: [{ url: 'https://api.gluwa.test', path: '/v1' }] },
    ],
  ])('not with %s', async (_, draft) => {
    await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: false });

    expect(await isThere(draft)).toBe(false);
  });

  it('not if that profile is in the bin', async () => {
    await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: false });
    const { content } = await openVault(browser.ports);
    await removeProfiles(browser.ports, { profileIds: content.profiles.map(({ id }) => id) });

    expect(await isThere(SANDBOX_ADMIN)).toBe(false);
  });
});
