/**
 * Asks the real browser which rules match, for the same generated requests that the unit tests ask
 * the model and `match`. `testMatchOutcome` needs an unpacked extension and no permission.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Origin } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import { match } from '../../src/rules/match';
import { headersOf, type Rule, type RuleContent } from '../../src/rules/rule';
import { CHROME } from '../support/browsers';
import { type DnrRequest, matchingRules } from '../support/dnr';
import { proves, rounds } from '../support/proves';
import { asked, placementLists, requests } from '../support/requests';
import { openWorld, type World } from './harness';

const ROUNDS = rounds({ short: 20, full: 100 });
const REQUESTS_PER_ROUND = 250;

let world: World;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world?.close());

/** The ids of the rules that the browser finds matching, per request. */
async function askBrowser(rules: readonly Rule[], sample: readonly DnrRequest[]) {
  const worker = await world.chromium.worker();
  return worker.evaluate(
    async (addRules, questions) => {
      const installed = (await chrome.declarativeNetRequest.getSessionRules()) as { id: number }[];
      const removeRuleIds = installed.map(({ id }) => id);
      await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds, addRules });
      const answers: number[][] = [];
      for (const { url, type, method, initiator, top } of questions) {
        const { matchedRules } = await chrome.declarativeNetRequest.testMatchOutcome({
          url,
          type,
          method,
          ...(initiator !== undefined && { initiator }),
          ...(top !== undefined && { topUrl: `${top}/` }),
        });
        answers.push(matchedRules.map(({ ruleId }) => ruleId).sort((a, b) => a - b));
      }
      return answers;
    },
    rules as Rule[],
    sample as DnrRequest[],
  );
}

/** The browser refuses a question about a type that only Firefox has. */
const ONLY_IN_FIREFOX = ['imageset', 'xslt', 'beacon'];

// The browser knows a sub-resource's top-level page always; the question must name it.
const askable = requests.filter(
  ({ type, top }) =>
    !ONLY_IN_FIREFOX.includes(type) && (type === 'main_frame' || top !== undefined),
);

describe('the compiled rules in the real browser', () => {
  proves('T4', 'the compiled rules match in the browser what the model says', async (tried) => {
    // Seeded: the same questions in every run, since each costs a round trip.
    const lists = fc.sample(placementLists, { numRuns: ROUNDS, seed: 1 });
    let matched = 0;
    for (const [round, placements] of lists.entries()) {
      const rules = numbered(compileRules(placements, CHROME));
      const sample = fc.sample(askable, { numRuns: REQUESTS_PER_ROUND, seed: round });

      const answers = await askBrowser(rules, sample);

      sample.forEach((request, index) => {
        const expected = highestOf(rules, matchingRules(rules, request));
        const actual = highestOf(
          rules,
          rules.filter(({ id }) => answers[index]?.includes(id)),
        );
        expect(actual, JSON.stringify({ request, placements })).toEqual(expected);
        expect(idsThatSet(rules, request), JSON.stringify({ request, placements })).toEqual(actual);
        matched += expected.length;
        tried();
      });
    }

    expect(matched).toBeGreaterThan(150);
  });

  proves('T4', 'what is left alone: the browser and our own answer agree', async (tried) => {
    const [origin, endpoint] = ['https://api.test' as Origin, 'https://api.test/v1'];
    const lists = fc.sample(placementLists, { numRuns: rounds({ short: 4, full: 40 }), seed: 6 });
    let leftAlone = 0;
    for (const [round, list] of lists.entries()) {
      // All there, where one address is left alone.
      const placements = list.map((each) => ({ ...each, origin }));
      const rules = numbered(
        compileRules(placements, CHROME, { endpoints: [], pages: [endpoint] }),
      );
      const sample = fc.sample(askable, { numRuns: REQUESTS_PER_ROUND, seed: 1000 + round });

      const answers = await askBrowser(rules, sample);

      sample.forEach((request, index) => {
        const found = rules.filter(({ id }) => answers[index]?.includes(id));
        const actual = highestOf(
          rules,
          found.filter((rule) => headersOf(rule).length > 0),
        );
        expect(idsThatSet(rules, request), JSON.stringify({ request, placements })).toEqual(actual);
        const answer = match(rules, asked(request));
        if ('unmet' in answer && answer.unmet === 'not-left-alone') leftAlone += 1;
        tried();
      });
    }

    expect(leftAlone).toBeGreaterThan(20);
  });
});

function numbered(rules: readonly RuleContent[]): Rule[] {
  return rules.map((rule, index) => ({ id: index + 1, ...rule }));
}

/** The ids of the setting rules, by the product's own answer. */
function idsThatSet(rules: readonly Rule[], request: DnrRequest): number[] {
  const answer = match(rules, asked(request));
  const sets = 'sets' in answer ? answer.sets : [];
  return sets.map(({ rule }) => rule.id).sort((a, b) => a - b);
}

/** Per header name the matching rule that decides: the browser may leave the outdone ones out. */
function highestOf(rules: readonly Rule[], matching: readonly Rule[]): number[] {
  const names = new Set(matching.flatMap(namesIn));
  return [...names]
    .map((name) => matching.filter((rule) => namesIn(rule).includes(name)))
    .map((same) => Math.max(...same.map(({ priority }) => priority)))
    .map(
      (priority) =>
        rules.find((rule) => rule.priority === priority && matching.includes(rule))?.id ?? 0,
    )
    .sort((a, b) => a - b);
}

function namesIn(rule: Rule): string[] {
  return headersOf(rule).map(({ header }) => header.toLowerCase());
}
