import { describe, expect, it } from 'vitest';
import { readFixture } from '../fixture';
import { outline } from '../outline';

const FIXTURES: readonly (readonly [feature: string, files: string[], expected: string[]])[] = [
  [
    'auth and headers inherited through folders that name their parent',
    ['folders.json'],
    [
      'ready: Fleet @ https://api.fleet.test: bearer token=fleet-token-1',
      'ready: Fleet @ https://drivers.fleet.test: api-key headerName=X-API-Key key=drivers-key-3, basic username=ada password=drivers-pass-2',
    ],
  ],
  [
    'collection with two environments and the global one',
    ['rooms.json', 'rooms.dev.json', 'rooms.live.json', 'rooms.global.json'],
    [
      'ready: Rooms · dev @ http://localhost:3000: bearer token=dev-token-1',
      'ready: Rooms · live @ https://rooms.test: bearer token=token-2-live',
    ],
  ],
  [
    'collection without its environment',
    ['rooms.json'],
    ['not ready: Rooms @ : bearer - variable-unresolved (Rooms / List) - site-missing (Rooms)'],
  ],
  [
    'written by hand: `key` for `name`, no name of the collection',
    ['by-hand.json'],
    ['ready: hand.test @ https://hand.test: bearer token=hand-token-1'],
  ],
  [
    'as it is stored in a folder',
    ['stored.json'],
    ['ready: Stored @ https://stored.test: basic username=ada password=stored-pass-1'],
  ],
  [
    'OAuth 2.0: client credentials; the password grant',
    ['oauth.json'],
    [
      'ready: Payments @ https://pay.test: oauth2-client-credentials tokenUrl=https://login.pay.test/token clientId=pay-client clientSecret=pay-secret-1 scope=pay clientAuth=post',
      'scheme-unsupported (Payments / Password)',
    ],
  ],
  [
    'AWS, NTLM, a cookie',
    ['unsupported.json'],
    [
      'scheme-unsupported (Others / AWS)',
      'scheme-unsupported (Others / NTLM)',
      'in-cookie (Others / Cookie)',
    ],
  ],
  [
    'test that keeps a part of an answer',
    ['answers.json'],
    [
      'not ready: Answers @ https://answers.test: bearer - variable-unresolved (Answers / Me)',
      'script (Answers / Sign in)',
    ],
  ],
];

describe('thunder', () => {
  it.each(FIXTURES)('reads: %s', async (_, files, expected) => {
    expect(outline(await readFixture('thunder', ...files))).toEqual(expected);
  });
});
