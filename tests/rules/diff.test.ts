import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRules } from '../../src/rules/compile';
import { diffRules } from '../../src/rules/diff';
import type { Rule, RuleContent } from '../../src/rules/rule';
import { CHROME } from '../support/browsers';
import { placementLists } from '../support/requests';

const contents = placementLists.map((places) => compileRules(places, CHROME));

/** @returns the browser's rules after the change. */
function apply(installed: readonly Rule[], wanted: readonly RuleContent[]): Rule[] {
  const { removeRuleIds, addRules } = diffRules(installed, wanted);
  return [...installed.filter(({ id }) => !removeRuleIds.includes(id)), ...addRules];
}

const sorted = (rules: readonly RuleContent[]) =>
  rules
    .map(({ priority, action, condition }) => JSON.stringify({ priority, action, condition }))
    .sort();

const OPEN = { callers: [], strict: false, ownForms: false, ownPictures: false, allowCache: false };

describe('diffRules', () => {
  it('turns any installed rules into the wanted ones', () => {
    fc.assert(
      fc.property(contents, contents, (before, after) => {
        const result = apply(apply([], before), after);

        expect(sorted(result)).toEqual(sorted(after));
        expect(new Set(result.map(({ id }) => id)).size).toBe(result.length);
      }),
    );
  });

  it('changes nothing where nothing has to change', () => {
    fc.assert(
      fc.property(contents, (wanted) => {
        const installed = apply([], wanted);

        expect(diffRules(installed, wanted)).toEqual({ removeRuleIds: [], addRules: [] });
      }),
    );
  });

  it('takes a rule for the same when the browser lists its keys in another order', () => {
    const [rule] = compileRules(
      [
        {
          origin: 'https://api.test',
          path: '/',
          headers: [{ name: 'A', value: 'x' }],
          methods: [],
          access: OPEN,
        } as never,
      ],
      CHROME,
    );
    if (!rule) throw new Error('no rule');
    const reordered = {
      condition: Object.fromEntries(Object.entries(rule.condition).reverse()),
      action: rule.action,
      priority: rule.priority,
      id: 7,
    } as unknown as Rule;

    expect(diffRules([reordered], [rule])).toEqual({ removeRuleIds: [], addRules: [] });
  });

  it('replaces a rule whose header value alone has changed, in one change', () => {
    const place = (value: string) =>
      ({
        origin: 'https://api.test',
        path: '/',
        headers: [{ name: 'A', value }],
        methods: [],
        access: OPEN,
      }) as never;
    const installed = apply([], compileRules([place('old')], CHROME));

    const change = diffRules(installed, compileRules([place('new')], CHROME));

    const ids = installed.map(({ id }) => id);
    expect(change.removeRuleIds).toEqual(ids);
    expect(change.addRules.map(({ id }) => id)).toEqual(ids);
  });
});
