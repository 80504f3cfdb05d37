/** Gluwa, IXO, Geonode and Talend. */
import type { SchemeId } from '../../domain/credential';
import { basic, bearer, type Preset, type PresetHeader } from './preset';

/** Source: GluwaDocs, api/authentication.md and the endpoints' pages, which write `/V1` once. */
const GLUWA_SIGNED = [
  '/v1/*/Addresses/*/Transactions',
  '/v1/*/Addresses/*/Quotes',
  '/v1/*/Transactions',
  '/V1/Quotes',
];
const GLUWA_BASIC = ['/v1/Orders', '/v1/QRCode'];

function gluwa(id: string, name: string, site: string, signed: SchemeId): Preset {
  const keyField = signed === 'gluwa-bitcoin' ? 'wif' : 'privateKey';
  return {
    id,
    name,
    sites: [site],
    headers: [
      { schemeId: signed, paths: GLUWA_SIGNED, paste: { [keyField]: 'pasteGluwaKey' } },
      {
        ...basic({ username: 'pasteGluwaUser', password: 'pasteGluwaSecret' }),
        paths: GLUWA_BASIC,
      },
    ],
    advice: 'presetGluwa',
    link: 'https://docs.gluwa.com/api/authentication',
  };
}

const GLUWA_LIVE = 'https://api.gluwa.com';
const GLUWA_SANDBOX = 'https://sandbox.api.gluwa.com';

/** Customers have hosts of their own. */
function talend(id: string, name: string, header: PresetHeader): Preset {
  return {
    id,
    name,
    sites: [],
    headers: [header],
    advice: 'presetTalend',
    link: 'https://help.qlik.com/talend/',
  };
}

export const NAMED_APIS: readonly Preset[] = [
  {
    id: 'geonode',
    name: 'Geonode',
    sites: [],
    headers: [basic({ username: 'pasteUser', password: 'pastePassword' })],
    advice: 'presetGeonode',
    link: 'https://geonode.mintlify.site/',
  },
  {
    id: 'ixo',
    name: 'IXO',
    sites: [],
    headers: [bearer('pasteAccessToken')],
    advice: 'presetIxo',
    link: 'https://docs.ixo.world/',
  },
  talend(
    'talend-basic',
    'Talend (Basic)',
    basic({ username: 'pasteConsumer', password: 'pastePassword' }),
  ),
  talend('talend-token', 'Talend (Token)', {
    schemeId: 'token',
    paths: [],
    paste: { key: 'pasteConsumerKey' },
  }),
  gluwa('gluwa-ethereum', 'Gluwa, Gluwacoin', GLUWA_LIVE, 'gluwa-ethereum'),
  gluwa('gluwa-bitcoin', 'Gluwa, BTC', GLUWA_LIVE, 'gluwa-bitcoin'),
  gluwa('gluwa-sandbox-ethereum', 'Gluwa sandbox, Gluwacoin', GLUWA_SANDBOX, 'gluwa-ethereum'),
  gluwa('gluwa-sandbox-bitcoin', 'Gluwa sandbox, BTC', GLUWA_SANDBOX, 'gluwa-bitcoin'),
];
