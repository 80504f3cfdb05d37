/**
 * Frameworks and servers that their users host, with the login that each documents. The login is on the
 * user's own site, so its address is a path (`editor/at-site.ts`).
 */
import type { CredentialFields } from '../../domain/credential';
import type { TextKey } from '../../platform/texts';
import { keyIn, type Preset, type PresetHeader } from './preset';

/** @param fields - The open fields end in `name=`, which the user completes. */
function login(fields: CredentialFields, open: TextKey): PresetHeader {
  const paste = { fields: open, secretFields: 'pasteLoginPassword' } as const;
  return { schemeId: 'login-token', paths: [], fields, paste };
}

const OWN_SITE = ['https://{your-site}'];

export const SELF_HOSTED: readonly Preset[] = [
  {
    id: 'directus',
    name: 'Directus',
    sites: [],
    siteHints: OWN_SITE,
    headers: [
      login(
        {
          url: '/auth/login',
          fields: 'email=',
          tokenAt: '/data/access_token',
          endKind: 'milliseconds',
          endAt: '/data/expires',
          refreshUrl: '/auth/refresh',
          refreshTokenAt: '/data/refresh_token',
          refreshFieldName: 'refresh_token',
          refreshFields: 'mode=json',
        },
        'pasteLoginEmail',
      ),
    ],
    link: 'https://directus.io/docs/guides/auth/email-login',
  },
  {
    id: 'django-rest-framework',
    name: 'Django REST framework (token)',
    sites: [],
    siteHints: OWN_SITE,
    headers: [
      login(
        {
          url: '/api-token-auth/',
          fields: 'username=',
          tokenAt: '/token',
          headerTemplate: 'Token {token}',
          endKind: 'never',
        },
        'pasteLoginUsername',
      ),
    ],
    advice: 'presetLoginPath',
    link: 'https://www.django-rest-framework.org/api-guide/authentication/',
  },
  {
    id: 'django-simplejwt',
    name: 'Django REST framework (Simple JWT)',
    sites: [],
    siteHints: OWN_SITE,
    headers: [
      login(
        {
          url: '/api/token/',
          fields: 'username=',
          tokenAt: '/access',
          refreshUrl: '/api/token/refresh/',
          refreshTokenAt: '/refresh',
          refreshFieldName: 'refresh',
        },
        'pasteLoginUsername',
      ),
    ],
    advice: 'presetLoginPath',
    link: 'https://django-rest-framework-simplejwt.readthedocs.io/en/latest/getting_started.html',
  },
  {
    id: 'fastapi',
    name: 'FastAPI (password form)',
    sites: [],
    siteHints: OWN_SITE,
    headers: [login({ url: '/token', request: 'form', fields: 'username=' }, 'pasteLoginUsername')],
    advice: 'presetLoginPath',
    link: 'https://fastapi.tiangolo.com/tutorial/security/simple-oauth2/',
  },
  {
    id: 'grails-spring-security-rest',
    name: 'Grails (Spring Security REST)',
    sites: [],
    siteHints: OWN_SITE,
    headers: [login({ url: '/api/login', fields: 'username=' }, 'pasteLoginUsername')],
    advice: 'presetLoginPath',
    link: 'https://github.com/grails/grails-spring-security-rest/blob/HEAD/spring-security-rest-docs/src/docs/authentication.adoc',
  },
  {
    id: 'openitcockpit',
    name: 'openITCOCKPIT',
    sites: [],
    siteHints: OWN_SITE,
    // Its documentation has keys and no login.
    headers: [keyIn('Authorization', 'pasteOpenitcockpit', 'X-OITC-API')],
    link: 'https://docs.openitcockpit.io/en/development/api/',
  },
  {
    id: 'pocketbase',
    name: 'PocketBase',
    sites: [],
    siteHints: OWN_SITE,
    headers: [
      login(
        {
          url: '/api/collections/users/auth-with-password',
          fields: 'identity=',
          tokenAt: '/token',
          headerTemplate: '{token}',
        },
        'pasteLoginIdentity',
      ),
    ],
    advice: 'presetPocketbase',
    link: 'https://pocketbase.io/docs/api-records/',
  },
  {
    id: 'strapi',
    name: 'Strapi',
    sites: [],
    siteHints: OWN_SITE,
    headers: [
      login(
        { url: '/api/auth/local', fields: 'identifier=', tokenAt: '/jwt' },
        'pasteLoginIdentity',
      ),
    ],
    link: 'https://docs-v4.strapi.io/dev-docs/plugins/users-permissions',
  },
  {
    id: 'supabase',
    name: 'Supabase',
    sites: [],
    siteHints: ['https://{project}.supabase.co'],
    headers: [
      {
        schemeId: 'login-token',
        paths: [],
        fields: {
          url: '/auth/v1/token?grant_type=password',
          fields: 'email=',
          endKind: 'seconds',
          endAt: '/expires_in',
          refreshUrl: '/auth/v1/token?grant_type=refresh_token',
        },
        paste: {
          fields: 'pasteLoginEmail',
          secretFields: 'pasteLoginPassword',
          secretHeaders: 'pasteSupabaseHeader',
        },
      },
      keyIn('apikey', 'pasteSupabaseKey'),
    ],
    link: 'https://github.com/supabase/auth/blob/master/openapi.yaml',
  },
];
