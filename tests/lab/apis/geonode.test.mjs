/** The Geonode stand-in wants Basic in UTF-8 (RFC 7617 §2.1), exactly. */
import { describe, expect, it } from 'vitest';
import { GEONODE_CREDENTIALS, geonode } from './geonode.mjs';

/**
 * @param {string} path
 * @param {Record<string, string>} [headers]
 */
function ask(path, headers = {}) {
  const url = new URL(path, 'https://api.geonode.test');
  return geonode.answer({ method: 'POST', url, port: 443, headers, body: '', now: 0 });
}

/** @param {Buffer} bytes */
const basic = (bytes) => ({ authorization: `Basic ${bytes.toString('base64')}` });

const PATH = '/api/v1/usage/statistics';
const { username, password } = GEONODE_CREDENTIALS;

describe('geonode', () => {
  it('shows its console to anybody', async () => {
    expect(await ask('/')).toMatchObject({ status: 200 });
  });

  it('answers the right credentials in UTF-8', async () => {
    const headers = basic(Buffer.from(`${username}:${password}`, 'utf8'));

    expect(await ask(PATH, headers)).toMatchObject({ status: 200 });
  });

  it.each([
    ['nothing', {}],
    ['a wrong password', basic(Buffer.from(`${username}:no`))],
    ['Latin-1', basic(Buffer.from(`${username}:${password}`, 'latin1'))],
    ['another scheme', { authorization: 'Bearer x' }],
  ])('challenges %s', async (_what, headers) => {
    expect(await ask(PATH, headers)).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Basic realm="Geonode", charset="UTF-8"' },
    });
  });
});
