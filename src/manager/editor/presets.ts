/**
 * Sites, paths and schemes from the documentation of known APIs; the user adds the credential.
 *
 * A preset has a site only if the documentation names one for all customers: IXO's and Geonode's do
 * not, and Google has a host for each API.
 */
import type { CredentialFields, SchemeId } from '../../domain/credential';
import type { TextKey } from '../../platform/texts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly advice: TextKey;
  /** The API's documentation. */
  readonly link: string;
  readonly sites: readonly string[];
  readonly headers: readonly PresetHeader[];
}

export interface PresetHeader {
  readonly schemeId: SchemeId;
  readonly paths: readonly string[];
  /** Values from the documentation; never a secret. */
  readonly fields?: CredentialFields;
}

/** Source: GluwaDocs, api/authentication.md and the endpoints' pages, which write `/V1` once. */
const GLUWA_SIGNED = [
  '/v1/*/Addresses/*/Transactions',
  '/v1/*/Addresses/*/Quotes',
  '/v1/*/Transactions',
  '/V1/Quotes',
];
const GLUWA_BASIC = ['/v1/Orders', '/v1/QRCode'];

function gluwa(id: string, name: string, site: string, signed: SchemeId): Preset {
  return {
    id,
    name,
    advice: 'presetGluwa',
    link: 'https://docs.gluwa.com/api/authentication',
    sites: [site],
    headers: [
      { schemeId: signed, paths: GLUWA_SIGNED },
      { schemeId: 'basic', paths: GLUWA_BASIC },
    ],
  };
}

const GLUWA_LIVE = 'https://api.gluwa.com';
const GLUWA_SANDBOX = 'https://sandbox.api.gluwa.com';

function talend(id: string, name: string, schemeId: SchemeId): Preset {
  return {
    id,
    name,
    advice: 'presetTalend',
    link: 'https://help.qlik.com/talend/',
    sites: [],
    headers: [{ schemeId, paths: [] }],
  };
}

/** @param lifetime - Seconds; within the documentation's limit. */
function rs256(lifetime: string): PresetHeader {
  return { schemeId: 'jwt-signed', paths: [], fields: { algorithm: 'RS256', lifetime } };
}

export const PRESETS: readonly Preset[] = [
  {
    id: 'geonode',
    name: 'Geonode',
    advice: 'presetGeonode',
    link: 'https://geonode.mintlify.site/',
    sites: [],
    headers: [{ schemeId: 'basic', paths: [] }],
  },
  {
    id: 'ixo',
    name: 'IXO',
    advice: 'presetIxo',
    link: 'https://docs.ixo.world/',
    sites: [],
    headers: [{ schemeId: 'bearer', paths: [] }],
  },
  talend('talend-basic', 'Talend (Basic)', 'basic'),
  talend('talend-token', 'Talend (Token)', 'token'),
  gluwa('gluwa-ethereum', 'Gluwa, Gluwacoin', GLUWA_LIVE, 'gluwa-ethereum'),
  gluwa('gluwa-bitcoin', 'Gluwa, BTC', GLUWA_LIVE, 'gluwa-bitcoin'),
  gluwa('gluwa-sandbox-ethereum', 'Gluwa sandbox, Gluwacoin', GLUWA_SANDBOX, 'gluwa-ethereum'),
  gluwa('gluwa-sandbox-bitcoin', 'Gluwa sandbox, BTC', GLUWA_SANDBOX, 'gluwa-bitcoin'),
  {
    id: 'github-app',
    name: 'GitHub App',
    advice: 'presetGithubApp',
    link: 'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app',
    sites: ['https://api.github.com'],
    // GitHub allows 600 s; 60 s are left for clocks that differ.
    headers: [rs256('540')],
  },
  {
    id: 'google-service-account',
    name: 'Google service account',
    advice: 'presetGoogleServiceAccount',
    link: 'https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth',
    sites: [],
    headers: [rs256('3600')],
  },
];
