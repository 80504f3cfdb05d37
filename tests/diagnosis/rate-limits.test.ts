import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLimits } from '../../src/diagnosis/rate-limits';
import type { HttpHeaders } from '../../src/domain/seen-request';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const at = (seconds: number) => NOW + 1000 * seconds;

describe('readLimits', () => {
  // draft-ietf-httpapi-ratelimit-headers-11.
  it.each<[HttpHeaders, object[]]>([
    [
      [['ratelimit', '"default";r=50;t=30']],
      [{ name: 'default', remaining: 50, resetsAt: at(30) }],
    ],
    [
      [
        ['ratelimit-policy', '"burst";q=100;w=60,"daily";q=1000;w=86400'],
        ['ratelimit', '"burst";r=99;t=6,"daily";r=0'],
      ],
      [
        { name: 'burst', remaining: 99, quota: 100, resetsAt: at(6) },
        { name: 'daily', remaining: 0, quota: 1000 },
      ],
    ],
    // Items over several lines, with a partition key, and a name that is a token.
    [
      [
        ['ratelimit', 'default;r=5;t=1;pk=:dHJpYWwxMjEzMjM=:'],
        ['ratelimit', '"other, one";r=7'],
      ],
      [
        { name: 'default', remaining: 5, resetsAt: at(1) },
        { name: 'other, one', remaining: 7 },
      ],
    ],
    // A policy alone does not say how much is left.
    [[['ratelimit-policy', '"default";q=100;w=60']], []],
    // Malformed: an item without the remaining quota, a field that breaks the grammar.
    [[['ratelimit', '"a";t=30, "b";r=1, "c";r=-1, "d";r="2"']], [{ name: 'b', remaining: 1 }]],
    [[['ratelimit', '"a";r=1, @']], []],
    [[['ratelimit', `"a";r=1;x="${'x'.repeat(8_192)}"`]], []],
    [[['ratelimit', '"a";r=1;t=31536001']], [{ name: 'a', remaining: 1 }]],
  ])('reads the draft: %j', (headers, limits) => {
    expect(readLimits(headers, NOW)).toEqual(limits);
  });

  it.each<[HttpHeaders, object[]]>([
    // -07, -06, and names of vendors.
    [
      [['ratelimit', 'limit=100, remaining=50, reset=30']],
      [{ remaining: 50, quota: 100, resetsAt: at(30) }],
    ],
    [
      [
        ['ratelimit-limit', '100, 100;w=60'],
        ['ratelimit-remaining', '50'],
        ['ratelimit-reset', '30'],
      ],
      [{ remaining: 50, quota: 100, resetsAt: at(30) }],
    ],
    [
      [
        ['x-ratelimit-limit', '5000'],
        ['x-ratelimit-remaining', '4999'],
        ['x-ratelimit-reset', '1772370000'],
        ['x-ratelimit-resource', 'search'],
      ],
      [{ name: 'search', remaining: 4999, quota: 5000, resetsAt: at(3600) }],
    ],
    [[['x-rate-limit-remaining', '3']], [{ remaining: 3 }]],
    [
      [
        ['x-ratelimit-limit-second', '5'],
        ['x-ratelimit-remaining-second', '4'],
        ['x-ratelimit-limit-hour', '500'],
        ['x-ratelimit-remaining-hour', '320'],
      ],
      [
        { name: 'second', remaining: 4, quota: 5 },
        { name: 'hour', remaining: 320, quota: 500 },
      ],
    ],
    [
      [
        ['x-ratelimit-remaining-requests', '59'],
        ['x-ratelimit-reset-requests', '6m0s'],
        ['x-ratelimit-remaining-tokens', '0'],
      ],
      [{ name: 'requests', remaining: 59, resetsAt: at(360) }],
    ],
    [[['x-shopify-shop-api-call-limit', '32/40']], [{ remaining: 8, quota: 40 }]],
    [
      [['x-ms-ratelimit-remaining-subscription-reads', '11999']],
      [{ name: 'subscription-reads', remaining: 11999 }],
    ],
    // The delay says it to the millisecond.
    [
      [
        ['x-ratelimit-remaining', '5'],
        ['x-ratelimit-reset', '1772366402'],
        ['x-ratelimit-reset-after', '1.25'],
      ],
      [{ remaining: 5, resetsAt: at(1.25) }],
    ],
    // Some servers send both, and the draft's headers say more.
    [
      [
        ['x-ratelimit-remaining', '5'],
        ['ratelimit', '"default";r=5'],
      ],
      [{ name: 'default', remaining: 5 }],
    ],
    // An item that the grammar does not cover does not hide the others.
    [
      [
        ['ratelimit', 'five'],
        ['x-ratelimit-remaining', '5'],
      ],
      [{ remaining: 5 }],
    ],
    [[['x-ratelimit-limit', '5000']], []],
    [[['x-ratelimit-remaining', '-1']], []],
    [[['x-ratelimit-remaining', 'unlimited']], []],
    [[['x-ratelimit-remaining', '0x10']], []],
  ])('reads the older forms: %j', (headers, limits) => {
    expect(readLimits(headers, NOW)).toEqual(limits);
  });

  it.each([
    ['30', at(30)],
    ['0', at(0)],
    ['999999', at(999_999)],
    // Seconds and milliseconds since 1970.
    ['1772366460', at(60)],
    ['1772366460.5', at(60.5)],
    ['1772366460000', at(60)],
    ['1d2h', at(26 * 3600)],
    ['1d', at(24 * 3600)],
    ['2h 5m', at(2 * 3600 + 300)],
    ['5min', at(300)],
    ['2026-03-01 12:01:00 UTC', at(60)],
    ['2026-03-01 12:01:00 GMT', at(60)],
    ['2026-03-01 13:01:00 +0100', at(60)],
    ['2026-03-01t12:01:00z', at(60)],
    ['2026-03-01T12:01:00Z', at(60)],
    ['2026-03-01T13:01:00+01:00', at(60)],
    ['Sun, 01 Mar 2026 12:01:00 GMT', at(60)],
    ['1h0m1s', at(3601)],
    ['20ms', at(0.02)],
    // A time just over the limit is shown as it is; a senseless one is not.
    ['1772366399', at(-1)],
    ['1000000', undefined],
    ['1803902401', undefined],
    ['17723664600000000', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
  ])('reads a reset of %j', (reset, resetsAt) => {
    const headers: HttpHeaders = [
      ['x-ratelimit-remaining', '1'],
      ['x-ratelimit-reset', reset],
    ];

    expect(readLimits(headers, NOW)[0]?.resetsAt).toBe(resetsAt);
  });

  it('keeps the words of a reset that it cannot read, as far as a page can show them', () => {
    const said = (reset: string) =>
      readLimits(
        [
          ['x-ratelimit-remaining', '1'],
          ['x-ratelimit-reset', reset],
        ],
        NOW,
      )[0]?.resets;

    expect(said('soon')).toBe('soon');
    expect(said('2026-03-01 12:01:00')).toBe('2026-03-01 12:01:00');
    expect(said(`\u202eab\ncd${'x'.repeat(100)}`)).toBe(`abcd${'x'.repeat(34)}`);
    expect(said('30')).toBeUndefined();
  });

  it('reads a moment by the clock of the server, and a delay by none', () => {
    const isAhead: HttpHeaders = [
      ['date', 'Sun, 01 Mar 2026 13:00:00 GMT'],
      ['x-ratelimit-remaining', '1'],
    ];

    const moment = readLimits([...isAhead, ['x-ratelimit-reset', '1772370060']], NOW);
    const delay = readLimits([...isAhead, ['x-ratelimit-reset', '60']], NOW);

    expect([moment, delay]).toEqual(Array(2).fill([{ remaining: 1, resetsAt: at(60) }]));
  });

  it('shows ten at most, and as much of a name as anybody reads', () => {
    const many = Array.from({ length: 11 }, (_, index) => `"${index}${'x'.repeat(60)}";r=1`);

    const limits = readLimits([['ratelimit', many.join(', ')]], NOW);

    expect(limits).toHaveLength(10);
    expect(limits[0]?.name).toBe(`0${'x'.repeat(39)}`);
  });

  it('throws for no header, and says nothing that is no number', () => {
    const names = [
      'ratelimit',
      'ratelimit-policy',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'date',
    ];
    const value = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        '"a";r=1;t=1',
        '(1 2);r=1',
        'remaining=1',
        'remaining=(1)',
        '1e9',
        '"a";r=1.5',
      ),
      fc.double().map(String),
    );

    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), value)), (headers) => {
        for (const { remaining, quota = 1, resetsAt = NOW } of readLimits(headers, NOW)) {
          expect(Number.isInteger(remaining) && remaining >= 0).toBe(true);
          expect(quota).toBeGreaterThan(0);
          expect(Math.abs(resetsAt - NOW)).toBeLessThanOrEqual(366 * 86_400_000);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
