/** What an open editor gets of a stored credential: no secret, and of a long machine-made one its end. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createVault } from '../../../src/app/keys/create-vault';
import { lock } from '../../../src/app/lock/lock';
import { readState } from '../../../src/app/pages/read-state';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import { shownCredential } from '../../../src/app/profiles/shown-credential';
import { openVault } from '../../../src/app/vault/open-vault';
import { isSecret } from '../../../src/domain/is-secret';
import { findScheme, schemes } from '../../../src/schemes';
import { draftOf } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';
import { proves } from '../../support/proves';
import { SIGNED_OVER_TIME, TOTP } from '../../support/signatures';
import gluwa from '../../vectors/gluwa.json';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const SITE = 'https://api.test';
const TOKEN = 'kW3_nR7.pL9-tX2~vB5qZ';
const SERVER = { tokenUrl: 'https://as.test/token', clientId: 'client' };
const SIGN_IN = { ...SERVER, clientSecret: TOKEN };
const HMAC = 'Jx8!mQ4@hY6#dU1$gC0%wE9&sA7*';

/** A stored credential of every scheme: its fields, and the tails that a page may know. */
const CASES: readonly [string, Record<string, string>, Record<string, string>?][] = [
  ['basic', { username: 'ada', password: 'Lovelace-1815-Analytical' }],
  ['basic', { username: 'sk_live_4eC39HqLyjWDarjtT1zd', password: '' }],
  ['basic', { username: 'sk_live_4eC39HqLyjWDarjtT1zd', password: 'x' }],
  ['bearer', { token: TOKEN }, { token: TOKEN.slice(-4) }],
  ['bearer', { token: 'short-Xy7~Qz' }],
  ['bearer', { token: 'correcthorsebatterystaple' }],
  ['token', { key: TOKEN }, { key: TOKEN.slice(-4) }],
  ['api-key', { headerName: 'X-API-Key', key: TOKEN }, { key: TOKEN.slice(-4) }],
  ['api-key', { headerName: 'X-API-Key', key: 'a text of 9 words with spaces in it' }],
  ['custom-header', { headerName: 'X-Pass', value: 'Ynwa-2005-Istanbul-Final' }],
  ['jwt-signed', { algorithm: 'HS256', key: HMAC, secretEncoding: 'utf8', lifetime: '300' }],
  [
    'login-token',
    {
      url: 'https://api.test/login',
      fields: 'username=ada',
      secretFields: `password=${HMAC}\npin=${TOKEN}`,
      secretHeaders: `X-Key: ${TOKEN}`,
      tokenAt: '/token',
      headerName: 'Authorization',
      headerTemplate: 'Bearer {token}',
    },
  ],
  ['oauth2-client-credentials', { ...SERVER, clientSecret: TOKEN }, { clientSecret: 'B5qZ' }],
  [
    'oauth2-authorization-code',
    { ...SIGN_IN, authorizationUrl: 'https://as.test/authorize' },
    { clientSecret: 'B5qZ' },
  ],
  [
    'oauth2-device-code',
    { ...SIGN_IN, deviceUrl: 'https://as.test/device' },
    { clientSecret: 'B5qZ' },
  ],
  ['gluwa-ethereum', { privateKey: gluwa.ethereum.privateKey }],
  ['gluwa-bitcoin', { wif: gluwa.bitcoin.wif }],
  ['signature-over-time', SIGNED_OVER_TIME.fields],
  ['totp', TOTP.fields],
];

let browser: FakeBrowser;

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
});

async function stored(schemeId: string, fields: Record<string, string>) {
  const draft = draftOf('Robot', SITE, schemeId, fields);
  const headers = draft.headers.map((each) => ({ ...each, accepted: ['secret-short' as const] }));
  await saveProfile(browser.ports, { profile: { ...draft, headers }, pick: true });
  const { content } = await openVault(browser.ports);
  const header = content.profiles.at(-1)?.headers[0];
  if (!header) throw new Error('There is no header.');
  return header;
}

/** Every run of this many characters in a secret. */
function pieces(secret: string, length: number): string[] {
  const count = Math.max(1, secret.length - length + 1);
  return Array.from({ length: count }, (_, at) => secret.slice(at, at + length));
}

/** Ids are random hexadecimal digits, and some of them are in a key by chance. */
function withoutIds(text: string): string {
  return text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
}

function secretsOf(schemeId: string, fields: Record<string, string>): string[] {
  const named = findScheme(schemeId).fields.filter(isSecret);
  const secrets = named
    .flatMap(({ name }) => (fields[name] ?? '').split('\n'))
    .map((line) => line.replace(/^(password=|pin=|X-Key: )/, ''))
    .filter((each) => each !== '');
  // A placeholder beside a key is no secret.
  const { username, password = '' } = fields;
  return username?.startsWith('sk_') && password.length < 4 ? [username] : secrets;
}

describe('a stored credential that an editor asks for', () => {
  it('is tried for every scheme', () => {
    const tried = new Set(CASES.map(([id]) => id));
    expect([...tried].sort()).toEqual(schemes.map(({ id }) => id).sort());
  });

  proves(
    'T14',
    'has no secret, and at most the last four characters of a token or key',
    async (tried) => {
      for (const [schemeId, fields, tails = {}] of CASES) {
        const { id } = await stored(schemeId, fields);

        const shown = await shownCredential(browser.ports, id);

        expect(shown?.tails, schemeId).toEqual(tails);
        const said = JSON.stringify(shown);
        for (const secret of secretsOf(schemeId, fields)) {
          // Five would be more than the end that may be shown; shorter ones are in other words by chance.
          for (const piece of pieces(secret, 5)) expect(said, schemeId).not.toContain(piece);
          if (Object.keys(tails).length === 0) expect(said).not.toContain(secret.slice(-4));
        }
        tried();
      }
    },
  );

  proves('T14', 'is not in the published state, nor is its end', async (tried) => {
    for (const [schemeId, fields, tails = {}] of CASES) {
      await stored(schemeId, fields);
      const state = withoutIds(JSON.stringify(await readState(browser.ports)));

      for (const secret of secretsOf(schemeId, fields)) {
        for (const piece of pieces(secret, 5)) expect(state, schemeId).not.toContain(piece);
      }
      for (const tail of Object.values(tails)) expect(state, schemeId).not.toContain(tail);
      tried();
    }
  });

  it('has the fields that are no secret, and names the others', async () => {
    const { id } = await stored('basic', { username: 'ada', password: 'secret' });

    expect(await shownCredential(browser.ports, id)).toEqual({
      fields: { username: 'ada' },
      kept: ['password'],
      tails: {},
    });
  });

  it.each([
    ['a-key', ''],
    ['sk_live_4eC39HqLyjWDarjtT1zd', 'x'],
    ['4eC39HqLyjWDarjtT1zdp7dc', 'correct horse'],
  ])('has no user name that is a key: %s, %s', async (username, password) => {
    const { id } = await stored('basic', { username, password });

    const shown = await shownCredential(browser.ports, id);

    expect(shown).toMatchObject({ fields: {}, tails: {} });
    expect(shown?.kept).toContain('username');
  });

  it('has a long user name of a person', async () => {
    const username = 'Maximiliane Alexandra von Hohenstein';
    const { id } = await stored('basic', { username, password: 'correct horse' });

    expect(await shownCredential(browser.ports, id)).toMatchObject({ fields: { username } });
  });

  it('is absent if the header is gone, or the vault is locked', async () => {
    const { id } = await stored('bearer', { token: TOKEN });
    expect(await shownCredential(browser.ports, 'gone')).toBeUndefined();

    await lock(browser.ports);

    expect(await shownCredential(browser.ports, id)).toBeUndefined();
  });
});
