/** The secrets that the tests give to Keybearer, by name: after no test may one be on the disk. */
import { readFileSync } from 'node:fs';
import { base32 } from '@scure/base';
import { GEONODE_CREDENTIALS } from '../apis/geonode.mjs';
import { GLUWA_API_KEY } from '../apis/gluwa.mjs';
import { IXO_API_KEY, IXO_MINTER, IXO_TOKENS } from '../apis/ixo-tokens.mjs';
import { LOGIN_ACCOUNT, LOGIN_ANSWER_MARK } from '../apis/login-api.mjs';
import { OAUTH_CLIENTS } from '../apis/oauth/oauth-clients.mjs';
import { CODE_SEED } from '../apis/one-time-codes.mjs';
import { HOTELBEDS_KEY, PODCAST_KEY, WSSE_USER } from '../apis/signed-over-time.mjs';
import { TALEND_CONSUMERS } from '../apis/talend.mjs';
import { DEBIAN_CLIENTS } from '../debian/debian-clients.mjs';

const { ethereum, bitcoin } = JSON.parse(
  readFileSync(new URL('../../vectors/gluwa.json', import.meta.url), 'utf8'),
);
const { http, https } = TALEND_CONSUMERS;

/** @type {import('./scan-profile.mjs').Canaries} */
export const LAB_SECRETS = {
  // The password alone is too short to look for.
  'API key of Gluwa': pairOf(GLUWA_API_KEY),
  'password of Geonode': GEONODE_CREDENTIALS.password,
  'pair of Geonode': pairOf(GEONODE_CREDENTIALS),
  'password of Talend': https.basic.password,
  'pair of Talend': pairOf(https.basic),
  'key of Talend over http': http.key,
  'key of Talend': https.key,
  'API key of IXO': IXO_API_KEY,
  'opaque token of IXO': IXO_TOKENS.opaque,
  'JWT of IXO': IXO_TOKENS.jwt,
  'JWT key of IXO, its bytes': IXO_MINTER.scalar,
  'secret of Hotelbeds': HOTELBEDS_KEY.secret,
  'secret of Podcast Index': PODCAST_KEY.secret,
  'password of WSSE': WSSE_USER.password,
  'seed of codes': CODE_SEED,
  'seed of codes, its bytes': Buffer.from(base32.decode(CODE_SEED)),
  'client secret of IXO': OAUTH_CLIENTS.service.secret,
  'client secret of IXO, in the body': OAUTH_CLIENTS.servicePost.secret,
  'client secret of a Debian server': DEBIAN_CLIENTS.robot.secret,
  'client secret of a Debian server, for signing in': DEBIAN_CLIENTS.web.secret,
  'password of a login': LOGIN_ACCOUNT.password,
  'rest of the answer of a login': LOGIN_ANSWER_MARK,
  'Ethereum key': ethereum.privateKey,
  'Ethereum key, its bytes': Buffer.from(ethereum.privateKey, 'hex'),
  'Bitcoin key': bitcoin.wif,
};

/**
 * The pair as Basic encodes it.
 *
 * @param {{ readonly username: string, readonly password: string }} credentials
 */
function pairOf({ username, password }) {
  return `${username}:${password}`;
}
