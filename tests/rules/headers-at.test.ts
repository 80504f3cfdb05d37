import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Origin, parsePathScope } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import { headersAt } from '../../src/rules/headers-at';
import { ownRequestRules } from '../../src/rules/own-requests';
import type { Placement } from '../../src/rules/placement';
import type { Rule, RuleContent } from '../../src/rules/rule';
import { CHROME, FIREFOX } from '../support/browsers';
import { headersSetBy } from '../support/dnr';
import { placementLists, requests } from '../support/requests';

const place = (path: string, value: string, name = 'Authorization'): Placement => ({
  origin: 'https://api.test' as Origin,
  path: parsePathScope(path),
  header: { name, value },
  methods: [],
  access: { callers: [], strict: false, ownForms: false },
});

const numbered = (rules: readonly RuleContent[]): Rule[] =>
  rules.map((rule, index) => ({ id: index + 1, ...rule }));

const at = (rules: readonly RuleContent[], url: string, method = 'GET') =>
  headersAt(numbered(rules), new URL(url), method).map(({ name, value }) => `${name}: ${value}`);

describe('headersAt', () => {
  it('finds each header once, the more specific one of a name', () => {
    const rules = compileRules(
      [place('/', 'wide'), place('/v1', 'narrow'), place('/', 'key', 'X-API-Key')],
      CHROME,
    );

    expect(at(rules, 'https://api.test/v1/a')).toEqual(['Authorization: narrow', 'X-API-Key: key']);
    expect(at(rules, 'https://api.test/v10')).toEqual(['Authorization: wide', 'X-API-Key: key']);
    expect(at(rules, 'https://api.test:444/v1')).toEqual([]);
    expect(at(rules, 'https://user@api.test/v1')).toEqual([]);
  });

  it('finds those of the method alone', () => {
    const rules = compileRules([{ ...place('/', 'x'), methods: ['POST'] }], CHROME);

    expect(at(rules, 'https://api.test/', 'POST')).toEqual(['Authorization: x']);
    expect(at(rules, 'https://api.test/')).toEqual([]);
  });

  it('finds what only the site’s own scripts send', () => {
    const strict = { callers: [], strict: true, ownForms: false };

    expect(at(compileRules([{ ...place('/', 'x'), access: strict }], CHROME), 'https://api.test/'))
      // Whoever copies it asks for it himself.
      .toEqual(['Authorization: x']);
  });

  it('leaves out what is there for Firefox’s cache', () => {
    expect(at(compileRules([place('/', 'x')], FIREFOX), 'https://api.test/')).toEqual([
      'Authorization: x',
    ]);
  });

  it('finds nothing at an address of an authorization server', () => {
    const token = 'https://api.test/token';
    const rules = [
      ...compileRules([place('/', 'x')], CHROME, [token]),
      ...ownRequestRules([token], CHROME),
    ];

    expect(at(rules, token)).toEqual([]);
    expect(at(rules, 'https://api.test/tokens')).toEqual(['Authorization: x']);
  });

  it('agrees with what the rules set on an address that is opened', () => {
    fc.assert(
      fc.property(placementLists, requests, (placements, { url, method }) => {
        const open = placements.map((each) => {
          return { ...each, access: { ...each.access, strict: false } };
        });
        const rules = numbered(compileRules(open, CHROME));
        // Others are for those who ask, not for the address.
        const opened = method === 'head' ? 'head' : 'get';

        const found = headersAt(rules, new URL(url), opened.toUpperCase());

        expect(new Map(found.map(({ name, value }) => [name.toLowerCase(), value]))).toEqual(
          headersSetBy(rules, { url, type: 'main_frame', method: opened }),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
