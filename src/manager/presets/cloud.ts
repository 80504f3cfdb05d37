/** Clouds, and what stands in front of a service. */
import type { Preset } from './preset';

export const CLOUD: readonly Preset[] = [
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
];
