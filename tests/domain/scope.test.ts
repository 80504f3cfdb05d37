/** The way back from a widening: exactly what was added goes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePathScope } from '../../src/domain/parse-site';
import { type HeaderSpecId, METHODS, type Method } from '../../src/domain/profile';
import { narrowedTo, type Scope, widerSince } from '../../src/domain/scope';
import { isInside, type Origin, type Site } from '../../src/domain/site';
import { proves, rounds } from '../support/proves';

const ORIGINS = ['https://api.test', 'https://evil.test', 'http://api.test'] as Origin[];
const CALLERS = ['https://app.test', 'https://evil.test', 'http://localhost:3000'] as Origin[];

const places = fc.uniqueArray(
  fc.record({
    origin: fc.constantFrom(...ORIGINS),
    path: fc.constantFrom('', '/v1', '/v1/Orders', '/v1*').map(parsePathScope),
  }),
  { minLength: 1, maxLength: 3, selector: (site: Site) => JSON.stringify(site) },
);

const headers = fc.record({
  id: fc.constant('h' as HeaderSpecId),
  paths: fc.oneof(fc.constant([]), fc.subarray(['/v1', '/v1/Orders', '/v2'].map(parsePathScope))),
  methods: fc.oneof(
    fc.constant<Method[]>([]),
    fc.uniqueArray(fc.constantFrom(...METHODS), { maxLength: 3 }),
  ),
});

const production = fc.record({
  readPaths: fc.subarray(['/v1', '/search'].map(parsePathScope)),
});

const scopes: fc.Arbitrary<Scope> = fc.record(
  {
    sites: places,
    callers: fc.subarray(CALLERS),
    strict: fc.boolean(),
    ownForms: fc.boolean(),
    ownPictures: fc.boolean(),
    allowCache: fc.boolean(),
    allowHttp: fc.boolean(),
    headers: headers.map((header) => [header]),
    production,
  },
  {
    requiredKeys: [
      'sites',
      'callers',
      'strict',
      'ownForms',
      'ownPictures',
      'allowCache',
      'allowHttp',
      'headers',
    ],
  },
);

describe('narrowedTo', () => {
  proves('T25', 'nothing that was added is left', (tried) => {
    fc.assert(
      fc.property(scopes, scopes, (before, now) => {
        expect(widerSince(before, narrowedTo(before, now))).toEqual([]);
        tried();
      }),
      { numRuns: rounds({ short: 500, full: 20_000 }) },
    );
  });

  it('gives back an earlier site or path that was made wider, and loses none', () => {
    fc.assert(
      fc.property(scopes, scopes, (before, now) => {
        const narrowed = narrowedTo(before, now);

        for (const was of before.sites) {
          const isStill = now.sites.some(
            ({ origin, path }) => origin === was.origin && isInside(was.path, path),
          );
          if (isStill) {
            expect(
              narrowed.sites.some(
                ({ origin, path }) => origin === was.origin && isInside(was.path, path),
              ),
              JSON.stringify({ before: before.sites, now: now.sites, narrowed: narrowed.sites }),
            ).toBe(true);
          }
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('leaves alone what is not wider', () => {
    fc.assert(
      fc.property(scopes, scopes, (before, now) => {
        const narrowed = narrowedTo(before, now);

        expect(narrowedTo(before, narrowed)).toEqual(narrowed);
        expect(narrowedTo(now, now)).toEqual(now);
        expect(now.callers).toEqual(expect.arrayContaining([...narrowed.callers]));
      }),
    );
  });

  it('leaves what was added after the scope that the user was told of', () => {
    const scope: Scope = {
      sites: [{ origin: ORIGINS[0] as Origin, path: parsePathScope('') }],
      callers: [],
      strict: true,
      ownForms: false,
      ownPictures: false,
      allowCache: false,
      allowHttp: false,
      headers: [{ id: 'h' as HeaderSpecId, paths: [], methods: [] }],
    };
    const latest = { ...scope, ownForms: true, strict: false };
    const now = { ...latest, ownPictures: true, callers: [CALLERS[1] as Origin] };

    expect(narrowedTo(scope, now, latest)).toEqual({
      ...now,
      ownForms: false,
      strict: true,
    });
  });
});
