import { describe, expect, it } from 'vitest';
import { parsePathScope } from '../../src/domain/parse-site';
import type { Origin } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import { describeRules } from '../../src/rules/describe';
import type { Placement } from '../../src/rules/placement';
import { CHROME, FIREFOX } from '../support/browsers';

const placement = (path: string, more: Partial<Placement> = {}): Placement => ({
  origin: 'https://api.test' as Origin,
  path: parsePathScope(path),
  headers: [{ name: 'Authorization', value: 'secret' }],
  methods: [],
  access: { callers: [], strict: false, ownForms: false, ownPictures: false, allowCache: false },
  ...more,
});
const described = (...placements: Placement[]) => describeRules(compileRules(placements, CHROME));

describe('describeRules', () => {
  it('tells place, header, opened addresses and callers', () => {
    expect(described(placement('/v1'))).toEqual([
      {
        headerNames: ['Authorization'],
        places: ['https://api.test/v1'],
        opened: ['GET', 'HEAD'],
        callers: ['api.test'],
        methods: [],
        formsAndFrames: false,
        picturesLeftOut: false,
        guards: ['If-Range', 'If-Unmodified-Since'],
      },
    ]);
  });

  it('tells Strict, callers, forms and methods', () => {
    const access = {
      callers: ['https://app.test' as Origin],
      strict: true,
      ownForms: true,
      ownPictures: false,
      allowCache: false,
    };

    expect(described(placement('/', { access, methods: ['POST'] }))).toMatchObject([
      {
        opened: [],
        callers: ['api.test', 'app.test'],
        methods: ['POST'],
        formsAndFrames: true,
        guards: ['If-Range'],
      },
    ]);
  });

  it('tells that Firefox leaves pictures out, unless the profile includes them', () => {
    const pictures = (ownPictures: boolean, traits = FIREFOX) => {
      const access = { callers: [], strict: false, ownForms: true, ownPictures, allowCache: false };
      return describeRules(compileRules([placement('/', { access })], traits));
    };

    expect(pictures(false)).toMatchObject([
      {
        opened: ['GET', 'HEAD'],
        callers: ['api.test'],
        formsAndFrames: true,
        picturesLeftOut: true,
      },
    ]);
    expect(pictures(true)).toMatchObject([{ callers: ['api.test'], picturesLeftOut: false }]);
    expect(pictures(false, CHROME)).toMatchObject([{ picturesLeftOut: false }]);
  });

  it.each([
    ['Chrome', CHROME, ['If-Range', 'If-Unmodified-Since']],
    ['Firefox', FIREFOX, ['Cache-Control']],
  ])(
    'names the headers of a placement together, and apart from them what is added in %s',
    (_, traits, guards) => {
      const headers = [
        { name: 'Authorization', value: 'secret' },
        { name: 'X-Auth-Date', value: 'now' },
      ] as const;

      const lines = describeRules(compileRules([placement('/v1', { headers })], traits));

      expect(lines.map(({ headerNames }) => headerNames)).toEqual([
        ['Authorization', 'X-Auth-Date'],
      ]);
      expect(lines.map((line) => line.guards)).toEqual([guards]);
    },
  );

  it('names the more specific place first, and no value', () => {
    const lines = described(placement('/'), placement('/v1/Orders'));

    expect(lines.map(({ places }) => places)).toEqual([
      ['https://api.test/v1/Orders', 'https://api.test/'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('has a line for each header, and for each difference in who may cause the request', () => {
    const key = { headers: [{ name: 'X-API-Key', value: 'secret' }] } as const;
    const strict = {
      access: { callers: [], strict: true, ownForms: false, ownPictures: false, allowCache: false },
    };

    const lines = described(
      placement('/a'),
      placement('/b', key),
      placement('/c', key),
      placement('/d', { ...key, ...strict }),
    );

    expect(lines.map(({ headerNames, places }) => [...headerNames, ...places]).toSorted()).toEqual([
      ['Authorization', 'https://api.test/a'],
      ['X-API-Key', 'https://api.test/b', 'https://api.test/c'],
      ['X-API-Key', 'https://api.test/d'],
    ]);
  });
});
