/** The profiles that the documents of Geonode and Gluwa ask for, with their published test keys. */
import { readFileSync } from 'node:fs';
import { GEONODE_CREDENTIALS } from './geonode.mjs';
import { GLUWA_API_KEY } from './gluwa.mjs';
import { words } from './keybearer.mjs';

export const GLUWA = 'https://api.gluwa.test';
export const GEONODE = 'https://api.geonode.test';

/** Published vectors of Gluwa's documentation. */
const gluwa = JSON.parse(readFileSync(new URL('../vectors/gluwa.json', import.meta.url), 'utf8'));

/** @param {{ readonly username: string, readonly password: string }} credentials */
const basicFields = ({ username, password }) => ({
  [words('field_basic_username')]: username,
  [words('field_basic_password')]: password,
});

/** @satisfies {Record<string, import('./keybearer.mjs').NewProfile>} */
export const PROFILES = {
  apiKey: {
    name: 'Gluwa API key',
    site: GLUWA,
    scheme: words('scheme_basic'),
    fields: basicFields(GLUWA_API_KEY),
  },
  ethereum: {
    name: 'Gluwa Ethereum',
    site: GLUWA,
    scheme: words('scheme_gluwa_ethereum'),
    fields: { [words('field_gluwa_ethereum_privateKey')]: gluwa.ethereum.privateKey },
  },
  bitcoin: {
    name: 'Gluwa Bitcoin',
    site: GLUWA,
    scheme: words('scheme_gluwa_bitcoin'),
    fields: { [words('field_gluwa_bitcoin_wif')]: gluwa.bitcoin.wif },
  },
  geonode: {
    name: 'Geonode',
    site: GEONODE,
    scheme: words('scheme_basic'),
    fields: basicFields(GEONODE_CREDENTIALS),
  },
};
