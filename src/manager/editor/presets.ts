/**
 * A profile's places and schemes as an API's own document has them; the credential is the user's.
 *
 * Only what the documents say: neither IXO's nor Geonode's names hosts for every customer, and
 * Google has one for each API, so a site is filled in only where the document has it.
 */
import type { CredentialFields, SchemeId } from '../../domain/credential';
import type { TextKey } from '../../platform/texts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly advice: TextKey;
  /** The document that says so. */
  readonly link: string;
  readonly sites: readonly string[];
  readonly headers: readonly PresetHeader[];
}

interface PresetHeader {
  readonly schemeId: SchemeId;
  readonly paths: readonly string[];
  /** What the document says of the credential: never a secret. */
  readonly fields?: CredentialFields;
}

/** Source: GluwaDocs, api/authentication.md and the pages of the endpoints; `/V1` is theirs. */
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

/** RS256, and a lifetime that the document allows. */
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
    // It may end ten minutes ahead: one is left for clocks that differ.
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
