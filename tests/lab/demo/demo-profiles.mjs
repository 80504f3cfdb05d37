/** The profiles that the documents of the four APIs ask for, with their published test keys. */
import { readFileSync } from 'node:fs';
import { GEONODE_CREDENTIALS } from '../apis/geonode.mjs';
import { GLUWA_API_KEY } from '../apis/gluwa.mjs';
import { IXO_API_KEY, IXO_MINTER, IXO_TOKENS } from '../apis/ixo-tokens.mjs';
import { LOGIN_ACCOUNT } from '../apis/login-api.mjs';
import { OAUTH_CLIENTS } from '../apis/oauth/oauth-clients.mjs';
import { CODE_SEED } from '../apis/one-time-codes.mjs';
import { HOTELBEDS_KEY, PODCAST_KEY, WSSE_USER } from '../apis/signed-over-time.mjs';
import { TALEND_CONSUMERS } from '../apis/talend.mjs';
import { words } from '../pages/keybearer.mjs';

export const GLUWA = 'https://api.gluwa.test';
export const GEONODE = 'https://api.geonode.test';
export const IXO = 'https://api.ixo.test';
/** The issuer of IXO's tokens. */
export const IXO_AUTH = 'https://auth.ixo.test';
export const HOTELBEDS = 'https://api.hotelbeds.test';
export const PODCASTS = 'https://api.podcastindex.test';
export const WSSE = 'https://wsse.test';
export const CODES = 'https://codes.test';
/** An API whose login is on its own origin. */
export const NOTES = 'https://api.login.test';
/** Where that API's login answers too. */
export const NOTES_LOGIN = 'https://id.login.test';
export const TALEND = 'https://talend.test:8443';

/** Published vectors of Gluwa's documentation. */
const gluwa = JSON.parse(
  readFileSync(new URL('../../vectors/gluwa.json', import.meta.url), 'utf8'),
);

/** @param {{ readonly username: string, readonly password: string }} credentials */
export const basicFields = ({ username, password }) => ({
  [words('field_basic_username')]: username,
  [words('field_basic_password')]: password,
});

/** @param {import('../pages/controls.mjs').MessageKey} key The label of an optional field. */
const optional = (key) => words('fieldOptional', words(key));

/** APIs that take a signature over time, as their documents say. */
export const SIGNED_OVER_TIME = {
  hotelbeds: {
    name: 'Hotelbeds',
    site: HOTELBEDS,
    scheme: words('scheme_signature_over_time'),
    fields: {
      [optional('field_signature_over_time_key')]: HOTELBEDS_KEY.key,
      [words('field_signature_over_time_secret')]: HOTELBEDS_KEY.secret,
      [words('field_signature_over_time_algorithm')]: words(
        'option_signature_over_time_algorithm_SHA_256',
      ),
      [words('field_signature_over_time_signedText')]: '{key}{secret}{time}',
      [words('field_signature_over_time_headers')]: 'Api-key: {key}\nX-Signature: {signature}',
      [words('field_signature_over_time_validity')]: '60',
    },
  },
  podcasts: {
    name: 'Podcast Index',
    site: PODCASTS,
    scheme: words('scheme_signature_over_time'),
    fields: {
      [optional('field_signature_over_time_key')]: PODCAST_KEY.key,
      [words('field_signature_over_time_secret')]: PODCAST_KEY.secret,
      [words('field_signature_over_time_algorithm')]: words(
        'option_signature_over_time_algorithm_SHA_1',
      ),
      [words('field_signature_over_time_signedText')]: '{key}{secret}{time}',
      [words('field_signature_over_time_headers')]:
        'X-Auth-Key: {key}\nX-Auth-Date: {time}\nAuthorization: {signature}',
      [words('field_signature_over_time_validity')]: '180',
    },
  },
  wsse: {
    name: 'WSSE',
    site: WSSE,
    scheme: words('scheme_signature_over_time'),
    fields: {
      [optional('field_signature_over_time_key')]: WSSE_USER.username,
      [words('field_signature_over_time_secret')]: WSSE_USER.password,
      [words('field_signature_over_time_algorithm')]: words(
        'option_signature_over_time_algorithm_SHA_1',
      ),
      [words('field_signature_over_time_signedText')]: '{nonce}{time}{secret}',
      [words('field_signature_over_time_time')]: words('option_signature_over_time_time_iso'),
      [words('field_signature_over_time_nonce')]: words(
        'option_signature_over_time_nonce_base64_bytes',
      ),
      [words('field_signature_over_time_signatureEncoding')]: 'base64',
      [words('field_signature_over_time_headers')]:
        'X-WSSE: UsernameToken Username="{key}", PasswordDigest="{signature}", Nonce="{nonce}", Created="{time}"',
    },
  },
};

const NOTES_LOGIN_FIELDS = {
  [words('field_login_token_url')]: `${NOTES}/auth/login/`,
  [optional('field_login_token_fields')]: `username=${LOGIN_ACCOUNT.username}`,
  [words('field_login_token_secretFields')]: `password=${LOGIN_ACCOUNT.password}`,
  [words('field_login_token_tokenAt')]: '/data/token',
};

/** The notes with tokens that end. The login is on another host, and a refresh token is good once. */
export const NOTES_REFRESHING = {
  name: 'Notes refreshing',
  site: NOTES,
  scheme: words('scheme_login_token'),
  fields: {
    ...NOTES_LOGIN_FIELDS,
    [words('field_login_token_url')]: `${NOTES_LOGIN}/auth/login/`,
    [words('field_login_token_endKind')]: words('option_login_token_endKind_milliseconds'),
    [words('field_login_token_endAt')]: '/data/expires',
    [optional('field_login_token_refreshUrl')]: `${NOTES_LOGIN}/auth/refresh/`,
    [words('field_login_token_refreshTokenAt')]: '/data/refresh',
    [words('field_login_token_refreshFieldName')]: 'refresh',
  },
};

/** It goes beside the profile that is picked on its site. */
export const DEMO_EXTRA = {
  name: 'Debug header',
  site: GEONODE,
  scheme: words('scheme_custom_header'),
  fields: {
    [words('field_custom_header_headerName')]: 'X-Debug',
    [words('field_custom_header_value')]: 'timing',
  },
  isExtra: true,
};

/** @satisfies {Record<string, import('../pages/keybearer.mjs').NewProfile>} */
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
  ixoBearer: {
    name: 'IXO token',
    site: IXO,
    scheme: words('scheme_bearer'),
    fields: { [words('field_bearer_token')]: IXO_TOKENS.jwt },
  },
  ixoKey: {
    name: 'IXO API key',
    site: IXO,
    scheme: words('scheme_api_key'),
    // The name is filled in: the one that most APIs use.
    fields: { [words('field_api_key_key')]: IXO_API_KEY },
  },
  ixoClient: {
    name: 'IXO client',
    site: IXO,
    scheme: words('scheme_oauth2_client_credentials'),
    fields: {
      [words('field_oauth2_client_credentials_tokenUrl')]: `${IXO_AUTH}/oauth/token`,
      [words('field_oauth2_client_credentials_clientId')]: OAUTH_CLIENTS.service.id,
      [words('field_oauth2_client_credentials_clientSecret')]: OAUTH_CLIENTS.service.secret,
      [optional('field_oauth2_client_credentials_scope')]: 'entities:read',
    },
  },
  ixoMinted: {
    name: 'IXO minted',
    site: IXO,
    scheme: words('scheme_jwt_signed'),
    fields: {
      [words('field_jwt_signed_algorithm')]: 'ES256',
      [words('field_jwt_signed_key')]: IXO_MINTER.pem,
      [optional('field_jwt_signed_subject')]: IXO_MINTER.claims.sub,
      [optional('field_jwt_signed_claims')]: JSON.stringify({ scope: IXO_MINTER.claims.scope }),
    },
  },
  ixoPerson: {
    name: 'IXO signed in',
    site: IXO,
    scheme: words('scheme_oauth2_authorization_code'),
    fields: {
      [words('field_oauth2_authorization_code_authorizationUrl')]: `${IXO_AUTH}/oauth/authorize`,
      [words('field_oauth2_authorization_code_tokenUrl')]: `${IXO_AUTH}/oauth/token`,
      [words('field_oauth2_authorization_code_clientId')]: OAUTH_CLIENTS.app.id,
      [optional('field_oauth2_authorization_code_scope')]: 'entities:read',
    },
  },
  podcasts: SIGNED_OVER_TIME.podcasts,
  codes: {
    name: 'Codes',
    site: CODES,
    scheme: words('scheme_totp'),
    fields: {
      [words('field_totp_headerName')]: 'X-Lab-OTP',
      [words('field_totp_secret')]: CODE_SEED.toLowerCase().replace(/.{4}/g, '$& ').trim(),
      [words('field_totp_digits')]: '8',
    },
  },
  notesLogin: {
    name: 'Notes login',
    site: NOTES,
    scheme: words('scheme_login_token'),
    fields: NOTES_LOGIN_FIELDS,
  },
  talendBasic: {
    name: 'Talend Basic',
    site: TALEND,
    scheme: words('scheme_basic'),
    fields: basicFields(TALEND_CONSUMERS.https.basic),
  },
  talendToken: {
    name: 'Talend Token',
    site: TALEND,
    scheme: words('scheme_token'),
    fields: { [words('field_token_key')]: TALEND_CONSUMERS.https.key },
  },
};
