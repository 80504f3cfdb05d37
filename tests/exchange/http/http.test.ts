import { describe, expect, it } from 'vitest';
import { readFixture } from '../fixture';
import { outline } from '../outline';

const FIXTURES: readonly (readonly [feature: string, files: string[], expected: string[]])[] = [
  [
    'requests with file variables, names and addresses over several lines',
    ['users.http'],
    ['ready: users @ https://api.users.test: bearer token=users-token-1'],
  ],
  [
    '`Basic user password` in clear and encoded',
    ['basic.rest'],
    [
      'ready: basic @ https://space.test: basic username=ada password=space-pass-1',
      'ready: basic @ https://colon.test: basic username=ada password=colon:pass-2',
      'ready: basic @ https://encoded.test: basic username=ada password=encoded-pass-3',
      'ready: basic @ https://variables.test: basic username=ada password=variable-pass-4',
    ],
  ],
  [
    'two environments of JetBrains, public and private',
    ['orders.http', 'http-client.env.json', 'http-client.private.env.json'],
    [
      'ready: orders · dev @ https://dev.orders.test: bearer token=dev-token-1',
      'ready: orders @ https://rates.test: api-key headerName=X-API-Key key=rates-key-1',
      'ready: orders · production @ https://orders.test: bearer token=production-token-2',
    ],
  ],
  [
    'environments in the settings of VS Code, with comments and `$shared`',
    ['orders.http', 'orders.code-workspace'],
    [
      'ready: orders · local @ http://localhost:8080: bearer token=shared-token-0',
      'ready: orders @ https://rates.test: api-key headerName=X-API-Key key=rates-key-1',
      'ready: orders · cloud @ https://cloud.orders.test: bearer token=shared-token-3',
    ],
  ],
  [
    'one environment in the settings of VS Code',
    ['orders.http', 'settings.json'],
    [
      'ready: orders · only @ https://only.orders.test: bearer token=only-token-4',
      'ready: orders · only @ https://rates.test: api-key headerName=X-API-Key key=rates-key-1',
    ],
  ],
  [
    'requests without their environment',
    ['orders.http'],
    [
      'not ready: orders @ : bearer - variable-unresolved (orders / Orders) - site-missing (orders)',
      'ready: orders @ https://rates.test: api-key headerName=X-API-Key key=rates-key-1',
    ],
  ],
  ['environments without requests', ['settings.json'], ['site-missing (only)']],
  [
    '`$auth.token` with OAuth 2.0 in the environment, in two halves',
    ['sign-in.http', 'sign-in/http-client.env.json', 'sign-in/http-client.private.env.json'],
    [
      'ready: sign-in · test @ https://program.test: oauth2-client-credentials tokenUrl=https://login.test/token clientId=program-client clientSecret=program-secret-1 scope=read audience=https://program.test clientAuth=post',
      'ready: sign-in · test @ https://person.test: oauth2-authorization-code authorizationUrl=https://login.test/authorize tokenUrl=https://login.test/token clientId=person-client clientAuth=basic',
    ],
  ],
  [
    '`$auth.token` without its environment',
    ['sign-in.http'],
    ['variable-unresolved (sign-in / As a program)', 'variable-unresolved (sign-in / As a person)'],
  ],
  [
    '`{{$processEnv X}}`, answers of other requests, an unknown host',
    ['unknown.http'],
    [
      'not ready: unknown @ https://computer.test: bearer - variable-unresolved (unknown / a variable of the computer)',
      'not ready: unknown @ https://answer.test: bearer - variable-unresolved (unknown / an answer of another request)',
      'not ready: unknown @ : api-key headerName=X-API-Key key=tenant-key-1 - variable-unresolved (unknown / an unknown host) - site-missing (unknown)',
    ],
  ],
  [
    'digest, AWS, cookie',
    ['others.http'],
    [
      'scheme-unsupported (others / digest)',
      'scheme-unsupported (others / AWS)',
      'in-cookie (others / cookie)',
    ],
  ],
  [
    'user name and password in the address',
    ['user-info.http'],
    [
      'ready: user-info @ https://info.test: basic username=ada password=address-pass-1 - user-info (user-info / user name and password in the address)',
    ],
  ],
  [
    'script that keeps a part of an answer',
    ['script.http'],
    [
      'not ready: script @ https://scripted.test: bearer - variable-unresolved (script / Read)',
      'script (script)',
    ],
  ],
];

describe('http', () => {
  it.each(FIXTURES)('reads: %s', async (_, files, expected) => {
    expect(outline(await readFixture('http', ...files))).toEqual(expected);
  });
});
