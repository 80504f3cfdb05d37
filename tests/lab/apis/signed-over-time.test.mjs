/** The stand-ins take what the documents of their APIs say, and refuse the rest. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  createHotelbeds,
  createPodcastIndex,
  createWsse,
  HOTELBEDS_KEY,
  PODCAST_KEY,
} from './signed-over-time.mjs';

const AT = 1_613_713_388_000;
const HOTELS = '/hotel-api/1.0/status';
const PODCASTS = '/api/1.0/search/byterm';
const USERS = '/api/rest/users';

/** @type {readonly { readonly source: string, readonly sent: readonly string[] }[]} */
const vectors = JSON.parse(
  readFileSync(new URL('../../vectors/signature-over-time.json', import.meta.url), 'utf8'),
);

/**
 * @param {import('../server/lab-host.mjs').LabHost} host
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {number} [now]
 */
async function statusOf(host, path, headers, now = AT) {
  const url = new URL(path, `https://${host.name}`);
  return (await host.answer({ method: 'GET', url, port: 443, headers, body: '', now })).status;
}

/** @param {number} second */
function hotelHeaders(second) {
  const { key, secret } = HOTELBEDS_KEY;
  const signature = createHash('sha256').update(`${key}${secret}${second}`).digest('hex');
  return { 'api-key': key, 'x-signature': signature };
}

describe('Hotelbeds', () => {
  const second = AT / 1000;

  it.each([
    ['of now', hotelHeaders(second), 200],
    ['of a minute ago', hotelHeaders(second - 60), 200],
    ['of more than a minute ago', hotelHeaders(second - 61), 401],
    ['of more than a minute ahead', hotelHeaders(second + 61), 401],
    ['that is missing', { 'api-key': HOTELBEDS_KEY.key }, 401],
    ['without a key', { 'x-signature': hotelHeaders(second)['x-signature'] }, 401],
  ])('answers a signature %s', async (_, headers, status) => {
    expect(await statusOf(createHotelbeds(), HOTELS, headers)).toBe(status);
  });
});

describe('Podcast Index', () => {
  const documented = Object.fromEntries(
    (vectors.find(({ source }) => source.startsWith('Podcast'))?.sent ?? []).map((line) => {
      const [name = '', value = ''] = line.split(': ');
      return [name.toLowerCase(), value];
    }),
  );

  it.each([
    ['the documented example', {}, 0, 200],
    ['it three minutes later', {}, 180_000, 200],
    ['it later still', {}, 180_001, 401],
    ['another date', { 'x-auth-date': '1613713389' }, 0, 401],
    ['another key', { 'x-auth-key': 'other' }, 0, 401],
    ['no date', { 'x-auth-date': '' }, 0, 401],
  ])('answers %s', async (_, change, later, status) => {
    expect(documented['x-auth-key']).toBe(PODCAST_KEY.key);
    const headers = { ...documented, ...change };

    expect(await statusOf(createPodcastIndex(), PODCASTS, headers, AT + later)).toBe(status);
  });
});

describe('WSSE', () => {
  const nonce = Buffer.from('d36e316282959a9ed4c89851497a717f');
  // The published digest of these characters, which are the decoded nonce here.
  const token = (encoded = nonce.toString('base64')) => ({
    'x-wsse': `UsernameToken Username="bob", PasswordDigest="quR/EWLAV4xLf9Zqyw4pDmfV9OY=", Nonce="${encoded}", Created="2003-12-15T14:43:07Z"`,
  });
  const at = Date.parse('2003-12-15T14:43:07Z');

  it.each([
    ['the published digest', token(), 0, 200],
    ['it five minutes later', token(), 300_000, 200],
    ['it later still', token(), 300_001, 401],
    ['a nonce that is not decoded', token(nonce.toString()), 0, 401],
    ['nothing', {}, 0, 401],
  ])('answers %s', async (_, headers, later, status) => {
    expect(await statusOf(createWsse(), USERS, headers, at + later)).toBe(status);
  });

  it('takes each nonce once, where it counts', async () => {
    const host = createWsse();

    expect(await statusOf(host, `/once${USERS}`, token(), at)).toBe(200);
    expect(await statusOf(host, `/once${USERS}`, token(), at)).toBe(401);
    expect(await statusOf(host, USERS, token(), at)).toBe(200);
  });
});
