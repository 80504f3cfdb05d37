import { describe, expect, it } from 'vitest';
import { readFixture } from '../fixture';
import { outline } from '../outline';

const FIXTURES: readonly (readonly [feature: string, files: string[], expected: string[]])[] = [
  [
    'auth inherited from the collection and a folder; `authActive: false`',
    ['inherited.json'],
    [
      'ready: Library @ https://api.library.test: bearer token=library-token-1',
      'ready: Library @ https://loans.library.test: api-key headerName=X-API-Key key=loans-key-2',
    ],
  ],
  [
    'several collections with two environments, current and initial values',
    ['two-collections.json', 'environments.json'],
    [
      'ready: News · staging @ https://staging.news.test: bearer token=staging-token-1',
      'ready: News · live @ https://news.test: bearer token=live-token-2',
      'ready: Weather @ https://weather.test: basic username=ada password=weather-pass-1',
    ],
  ],
  [
    'environment whose secrets were left out of the export',
    ['two-collections.json', 'environment-without-secrets.json'],
    [
      'not ready: News · team @ https://team.news.test: bearer - variable-unresolved (News / Latest)',
      'ready: Weather · team @ https://weather.test: basic username=ada password=weather-pass-1',
    ],
  ],
  [
    'collection without its environment',
    ['two-collections.json'],
    [
      'not ready: News @ : bearer - variable-unresolved (News / Latest) - site-missing (News)',
      'ready: Weather @ https://weather.test: basic username=ada password=weather-pass-1',
    ],
  ],
  [
    'environment without its collection',
    ['environments.json'],
    ['site-missing (staging)', 'site-missing (live)'],
  ],
  [
    'version 0',
    ['version-0.json'],
    [
      'ready: Old @ https://old.test: basic username=ada password=old-pass-1',
      'ready: Old @ https://older.test: bearer token=old-token-2',
    ],
  ],
  [
    'headers of a request and a collection; an Authorization header beside the auth',
    ['header-wins.json'],
    [
      'ready: Mixed @ https://mixed.test: custom-header headerName=X-Auth-Token value=collection-header-3, bearer token=header-token-2',
    ],
  ],
  [
    'OAuth 2.0 client credentials and authorization code',
    ['grants.json'],
    [
      'ready: Grants @ https://program.test: oauth2-client-credentials tokenUrl=https://login.program.test/token clientId=program-client clientSecret=program-secret-1 scope=read audience=https://program.test clientAuth=post',
      'ready: Grants @ https://person.test: oauth2-authorization-code authorizationUrl=https://login.person.test/authorize tokenUrl=https://login.person.test/token clientId=person-client scope=openid clientAuth=post',
    ],
  ],
  [
    'OAuth 2.0 of version 2 with an access token',
    ['flat-oauth.json'],
    ['ready: Version 2 @ https://flat.test: bearer token=flat-token-1'],
  ],
  [
    'JWT with a secret in base64',
    ['jwt.json'],
    [
      'ready: Signed @ https://signed.test: jwt-signed algorithm=HS256 key=c2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMgbG9uZyEhIQ== prefix=Bearer secretEncoding=base64 subject=ada claims={ "admin": true } lifetime=300',
    ],
  ],
  [
    'AWS, digest, password grant, API key in the query',
    ['unsupported.json'],
    [
      'scheme-unsupported (Others / AWS)',
      'scheme-unsupported (Others / Digest)',
      'scheme-unsupported (Others / Password)',
      'in-query (Others / Query)',
      'in-query (Others / Query of old)',
    ],
  ],
  [
    'script that sets a variable',
    ['script.json'],
    [
      'not ready: Scripted @ https://scripted.test: bearer - variable-unresolved (Scripted / Me)',
      'script (Scripted / Me)',
    ],
  ],
];

describe('hoppscotch', () => {
  it.each(FIXTURES)('reads: %s', async (_, files, expected) => {
    expect(outline(await readFixture('hoppscotch', ...files))).toEqual(expected);
  });
});
