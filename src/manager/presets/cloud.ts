/** Clouds, servers of one's own, and what stands in front of them. */
import { bearer, fixedHeader, keyIn, type Preset, under } from './preset';

export const CLOUD: readonly Preset[] = [
  {
    id: 'cloudflare',
    name: 'Cloudflare API',
    sites: ['https://api.cloudflare.com'],
    headers: [bearer('pasteCloudflare')],
    link: 'https://developers.cloudflare.com/fundamentals/api/how-to/make-api-calls/',
  },
  {
    id: 'cloudflare-access',
    name: 'Cloudflare Access',
    sites: [],
    siteHints: ['https://{your-application}'],
    headers: [
      keyIn('CF-Access-Client-Id', 'pasteAccessId'),
      keyIn('CF-Access-Client-Secret', 'pasteAccessSecret'),
    ],
    isExtra: true,
    advice: 'presetCloudflareAccess',
    link: 'https://developers.cloudflare.com/cloudflare-one/access-controls/service-credentials/service-tokens/',
  },
  {
    id: 'digitalocean',
    name: 'DigitalOcean',
    sites: ['https://api.digitalocean.com'],
    headers: [bearer('pasteDigitalocean')],
    advice: 'presetFewestScopes',
    link: 'https://www.digitalocean.com/docs/apis-clis/api/create-personal-access-token/',
  },
  {
    id: 'google-service-account',
    name: 'Google service account',
    // Google has a host for each API.
    sites: [],
    siteHints: ['https://{api}.googleapis.com'],
    headers: [
      {
        schemeId: 'jwt-signed',
        paths: [],
        fields: { algorithm: 'RS256', lifetime: '3600' },
        paste: { key: 'pasteGoogleKey', audience: 'pasteGoogleAudience' },
      },
    ],
    advice: 'presetGoogleServiceAccount',
    link: 'https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth',
  },
  {
    id: 'home-assistant',
    name: 'Home Assistant',
    sites: [],
    siteHints: ['https://{your-home-assistant}:8123'],
    headers: [under(['/api'], bearer('pasteHomeAssistant'))],
    advice: 'presetHomeAssistant',
    link: 'https://developers.home-assistant.io/docs/api/rest/',
  },
  {
    id: 'ngrok',
    name: 'ngrok',
    sites: [],
    siteHints: ['https://{your-name}.ngrok-free.dev', 'https://{your-name}.ngrok-free.app'],
    headers: [fixedHeader('ngrok-skip-browser-warning', '1')],
    isExtra: true,
    advice: 'presetNgrok',
    link: 'https://ngrok.com/docs/pricing-limits/free-plan-limits/',
  },
  {
    id: 'okta',
    name: 'Okta',
    sites: [],
    siteHints: ['https://{your-domain}.okta.com'],
    headers: [under(['/api/v1'], keyIn('Authorization', 'pasteOkta', 'SSWS'))],
    advice: 'presetOkta',
    link: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  },
  {
    id: 'vault',
    name: 'HashiCorp Vault',
    sites: [],
    siteHints: ['https://{your-vault}:8200'],
    headers: [under(['/v1'], keyIn('X-Vault-Token', 'pasteVault'))],
    advice: 'presetVault',
    link: 'https://developer.hashicorp.com/vault/api-docs',
  },
];
