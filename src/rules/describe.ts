/** Describes compiled rules, so that a preview shows only what will be in force. */
import type { PreviewLine } from '../domain/preview';
import { placeOf, type RuleContent } from './rule';
import { guardsOf, placedHeadersOf } from './uncached';

export function describeRules(rules: readonly RuleContent[]): PreviewLine[] {
  const groups = new Map<string, RuleContent[]>();
  // The most specific first, since it wins.
  for (const rule of rules.toSorted((a, b) => b.priority - a.priority)) {
    const headerNames = namesOf(rule);
    if (headerNames.length === 0) continue;
    const key = [placeOf(rule), ...headerNames, rule.priority].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), rule]);
  }
  return joined([...groups.values()].map(lineOf));
}

/** One line for all places of a header that the same requests carry. */
function joined(lines: readonly PreviewLine[]): PreviewLine[] {
  const byRest = new Map<string, PreviewLine>();
  for (const line of lines) {
    const { places, ...rest } = line;
    const key = JSON.stringify(rest);
    const before = byRest.get(key)?.places ?? [];
    byRest.set(key, { ...line, places: [...before, ...places] });
  }
  return [...byRest.values()];
}

/** @param rules - Those of one placement. */
function lineOf(rules: readonly RuleContent[]): PreviewLine {
  const navigations = rules.filter(isNavigation);
  const scripts = rules.filter((rule) => !isNavigation(rule));
  return {
    headerNames: rules[0] ? namesOf(rules[0]) : [],
    places: rules[0] ? [placeOf(rules[0])] : [],
    opened: methodsOf(navigations.filter(({ condition }) => !condition.initiatorDomains)),
    callers: [...new Set(scripts.flatMap(({ condition }) => condition.initiatorDomains ?? []))],
    methods: methodsOf(scripts),
    formsAndFrames: navigations.some(({ condition }) => condition.initiatorDomains),
    picturesLeftOut: scripts.length > 0 && scripts.every(leavesPicturesOut),
    guards: [...new Set(rules.flatMap(guardsOf).map(({ name }) => name))],
  };
}

function namesOf(rule: RuleContent): string[] {
  return placedHeadersOf(rule).map(({ name }) => name);
}

function isNavigation({ condition: { resourceTypes = [] } }: RuleContent): boolean {
  return resourceTypes.some((type) => type === 'main_frame' || type === 'sub_frame');
}

function leavesPicturesOut({ condition: { resourceTypes } }: RuleContent): boolean {
  return resourceTypes !== undefined && !resourceTypes.includes('image');
}

/** @returns the methods that the rules name, upper case; empty if one rule takes all others. */
function methodsOf(rules: readonly RuleContent[]): string[] {
  if (rules.some(({ condition }) => !condition.requestMethods)) return [];
  const methods = rules.flatMap(({ condition }) => condition.requestMethods ?? []);
  return [...new Set(methods)].map((method) => method.toUpperCase());
}
