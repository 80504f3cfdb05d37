/** Pasted texts that are not the value: doubted, and mended by "Fix it". */
import { describe, expect, it } from 'vitest';
import type { Doubt } from '../../src/domain/doubts';
import { findScheme } from '../../src/schemes';
import { fix } from '../../src/ui/fixes';

const now = 1_587_674_497_000;

const LINE = 'looks-like-header-line';

type Fields = Readonly<Record<string, string>>;

const CASES: readonly (readonly [string, Fields, string, Doubt, Fields | undefined])[] = [
  ['bearer', { token: 'Authorization: Bearer abc' }, 'token', LINE, { token: 'abc' }],
  ['bearer', { token: 'authorization:bearer abc' }, 'token', LINE, { token: 'abc' }],
  ['bearer', { token: 'X-Auth: abc' }, 'token', LINE, { token: 'abc' }],
  ['bearer', { token: '"abc"' }, 'token', 'bearer-syntax', { token: 'abc' }],
  ['bearer', { token: "'abc'" }, 'token', 'bearer-syntax', { token: 'abc' }],
  ['bearer', { token: '{{abc}}' }, 'token', 'bearer-syntax', { token: 'abc' }],
  [
    'bearer',
    { token: '{"access_token": "abc", "token_type":"bearer"}' },
    'token',
    'bearer-syntax',
    { token: 'abc' },
  ],
  ['bearer', { token: 'abc def' }, 'token', 'bearer-syntax', undefined],
  ['bearer', { token: 'a:b:c' }, 'token', 'bearer-syntax', undefined],
  [
    'bearer',
    { token: 'user:pass' },
    'token',
    'looks-like-basic-pair',
    { username: 'user', password: 'pass' },
  ],
  ['token', { key: 'Authorization: Token abc' }, 'key', LINE, { key: 'abc' }],
  [
    'api-key',
    { headerName: 'X-API-Key', key: 'X-Other-Key: abc' },
    'key',
    LINE,
    { headerName: 'X-Other-Key', key: 'abc' },
  ],
  [
    'custom-header',
    { headerName: 'X-Tenant', value: 'Authorization: Basic YTpi' },
    'value',
    LINE,
    { headerName: 'Authorization', value: 'Basic YTpi' },
  ],
  [
    'basic',
    { username: 'a', password: 'Authorization: Basic YTpi' },
    'password',
    LINE,
    { username: 'a', password: 'YTpi' },
  ],
];

describe('a pasted text that is not the value', () => {
  it.each(CASES)('%s %j: %s is doubted as %s', (id, fields, field, problem, fixed) => {
    const scheme = findScheme(id);

    const { doubts } = scheme.inspect?.(scheme.parse(fields), { now }) ?? {};

    expect(doubts).toEqual([{ field, problem }]);
    expect(fix(problem, field, fields)?.fields).toEqual(fixed);
  });
});

it.each(['abc', 'mF_9.B5f-4.1JqM', 'a+b/c~d==', '12|abc', 'A'.repeat(5000)])(
  'a bearer token of the RFC is not doubted: %s',
  (token) => {
    const bearer = findScheme('bearer');

    expect(bearer.inspect?.(bearer.parse({ token }), { now }).doubts).toEqual([]);
  },
);
