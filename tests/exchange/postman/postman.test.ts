import { describe, expect, it } from 'vitest';
import { readFixture } from '../fixture';
import { outline } from '../outline';

const FIXTURES: readonly (readonly [feature: string, files: string[], expected: string[]])[] = [
  [
    'auth inherited from the collection and a folder; `noauth`; disabled header',
    ['inherited.json'],
    [
      'ready: Warehouse @ https://api.warehouse.test: bearer token=wh-collection-token-1',
      'ready: Warehouse @ https://partner.warehouse.test: basic username=ada password=partner-pass-2',
    ],
  ],
  [
    'collection with two environments and globals; variables in variables',
    ['shop.json', 'shop.development.json', 'shop.production.json', 'shop.globals.json'],
    [
      'ready: Shop · development @ https://dev.shop.test: bearer token=dev-token-1',
      'ready: Shop @ https://rates.test: api-key headerName=X-API-Key key=rates-key-1',
      'ready: Shop · production @ https://shop.test: bearer token=prod-token-2',
    ],
  ],
  [
    'collection without its environment: a secret is not there',
    ['shop.json'],
    [
      'not ready: Shop @ https://localhost:8080: bearer - variable-unresolved (Shop)',
      'ready: Shop @ https://rates.test: api-key headerName=X-API-Key key=rates-key-1',
    ],
  ],
  ['environment without its collection', ['shop.production.json'], ['site-missing (production)']],
  [
    'version 2.0: text in place of request, address and headers',
    ['version-2-0.json'],
    [
      'ready: Old tools @ https://old.test: custom-header headerName=X-Auth-Token value=old-token-1, basic username=ada password=pa:ss',
    ],
  ],
  [
    'answer of the API; OAuth 2.0 client credentials with parameters of the body',
    ['api-answer.json'],
    [
      'ready: Billing @ https://api.billing.test: oauth2-client-credentials tokenUrl=https://login.billing.test/oauth/token clientId=billing-client clientSecret=billing-secret-1 scope=invoices:read audience=https://api.billing.test clientAuth=post parameters=tenant=acme',
    ],
  ],
  [
    'OAuth 2.0 with a parameter in a header of the token request',
    ['parameter-in-header.json'],
    [
      'ready: Ledger @ https://ledger.test: oauth2-client-credentials tokenUrl=https://login.ledger.test/token clientId=ledger-client clientSecret=ledger-secret-1 clientAuth=basic - scheme-unsupported (Ledger)',
    ],
  ],
  [
    'OAuth 2.0 authorization code with PKCE',
    ['sign-in.json'],
    [
      'ready: Calendar @ https://api.calendar.test: oauth2-authorization-code authorizationUrl=https://login.calendar.test/authorize tokenUrl=https://login.calendar.test/token clientId=calendar-app scope=openid calendar clientAuth=basic',
    ],
  ],
  [
    'OAuth 2.0 with an access token and no grant',
    ['token-alone.json'],
    ['ready: Forecast @ https://forecast.test: bearer token=forecast-token-1'],
  ],
  [
    '`{{vault:x}}`, `{{$guid}}`, and variables without a value',
    ['unresolved.json'],
    [
      'not ready: Vaulted @ https://vaulted.test: bearer - variable-unresolved (Vaulted)',
      'not ready: Vaulted @ https://random.test: api-key headerName=X-API-Key - variable-unresolved (Vaulted / Random)',
      'not ready: Vaulted @ https://basic.test: basic username=ada - variable-unresolved (Vaulted / Basic)',
      'not ready: Vaulted @ : bearer token=host-token-1 - variable-unresolved (Vaulted / No host) - site-missing (Vaulted)',
    ],
  ],
  [
    'digest, AWS, password grant, HS512, API key in the query',
    ['unsupported.json'],
    [
      'scheme-unsupported (Others / Digest)',
      'scheme-unsupported (Others / AWS)',
      'scheme-unsupported (Others / Password)',
      'scheme-unsupported (Others / Long hash)',
      'in-query (Others / Query)',
    ],
  ],
  [
    'JWT',
    ['signed-token.json'],
    [
      'ready: Signed @ https://signed.test: jwt-signed algorithm=HS256 key=0123456789abcdef0123456789abcdef prefix=Bearer secretEncoding=utf8 kid=key-1 issuer=keybearer audience=https://signed.test claims={ "role": "reader" } lifetime=300',
    ],
  ],
  [
    'number as a value',
    ['numbers.json'],
    ['ready: Numbers @ https://numbers.test: api-key headerName=X-API-Key key=123456789'],
  ],
  [
    'number beyond 2^53 as a value',
    ['long-number.json'],
    [
      'ready: Long number @ https://long.test: api-key headerName=X-API-Key key=12345678901234567890',
    ],
  ],
  [
    'number beyond 2^53 in a row of headers',
    ['long-number-in-a-row.json'],
    [
      'ready: Long number in a row @ https://row.test: api-key headerName=X-API-Key key=12345678901234567890',
    ],
  ],
  [
    'two tokens at one origin',
    ['two-tokens.json'],
    [
      'ready: Two roles @ https://roles.test/admin: bearer token=admin-token-1',
      'ready: Two roles /user @ https://roles.test/user: bearer token=user-token-2',
    ],
  ],
  [
    'script that sets a variable',
    ['script.json'],
    [
      'not ready: Scripted @ https://scripted.test: bearer - variable-unresolved (Scripted)',
      'script (Scripted)',
    ],
  ],
  [
    'http to another computer',
    ['plain-http.json'],
    [
      'not ready: Intranet @ http://intranet.test: bearer token=intranet-token-1 - http-plain (Intranet)',
    ],
  ],
];

describe('postman', () => {
  it.each(FIXTURES)('reads: %s', async (_, files, expected) => {
    expect(outline(await readFixture('postman', ...files))).toEqual(expected);
  });
});
