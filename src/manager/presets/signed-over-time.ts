/** APIs that take a signature over key, secret, time and nonce. */
import type { Preset } from './preset';

/** Hotelbeds and Podcast Index sign these values in this order. */
const SIGNED_TEXT = '{key}{secret}{time}';

export const SIGNED_OVER_TIME: readonly Preset[] = [
  {
    id: 'hotelbeds',
    name: 'Hotelbeds',
    sites: ['https://api.test.hotelbeds.com'],
    headers: [
      {
        schemeId: 'signature-over-time',
        paths: [],
        fields: {
          algorithm: 'SHA-256',
          signedText: SIGNED_TEXT,
          headers: 'Api-key: {key}\nX-Signature: {signature}',
          // The documentation names no validity.
          validity: '60',
        },
        paste: { key: 'pasteApiKey', secret: 'pasteApiSecret' },
      },
    ],
    advice: 'presetHotelbeds',
    link: 'https://developer.hotelbeds.com/documentation',
  },
  {
    id: 'podcast-index',
    name: 'Podcast Index',
    sites: ['https://api.podcastindex.org'],
    headers: [
      {
        schemeId: 'signature-over-time',
        paths: [],
        fields: {
          algorithm: 'SHA-1',
          signedText: SIGNED_TEXT,
          headers: 'Authorization: {signature}\nX-Auth-Key: {key}\nX-Auth-Date: {time}',
          validity: '180',
        },
        paste: { key: 'pasteApiKey', secret: 'pasteApiSecret' },
      },
    ],
    advice: 'presetPodcastIndex',
    link: 'https://podcastindex-org.github.io/docs-api/#overview--authentication-details',
  },
  {
    id: 'wsse',
    name: 'WSSE UsernameToken (X-WSSE)',
    sites: [],
    siteHints: ['https://{your-server}'],
    headers: [
      {
        schemeId: 'signature-over-time',
        paths: [],
        fields: {
          algorithm: 'SHA-1',
          signedText: '{nonce}{time}{secret}',
          time: 'iso',
          nonce: 'base64-bytes',
          nonceLength: '16',
          signatureEncoding: 'base64',
          headers:
            'X-WSSE: UsernameToken Username="{key}", PasswordDigest="{signature}", Nonce="{nonce}", Created="{time}"',
          validity: '300',
        },
        paste: { key: 'pasteUser', secret: 'pasteWssePassword' },
      },
    ],
    advice: 'presetWsse',
    link: 'https://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0.pdf',
  },
];
