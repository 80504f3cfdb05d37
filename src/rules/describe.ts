/** Describes compiled rules, so that a preview shows only what will be in force. */
import type { PreviewLine } from '../domain/preview';
import { placeOf, type RuleContent } from './rule';
import { placedHeadersOf } from './uncached';

export function describeRules(rules: readonly RuleContent[]): PreviewLine[] {
  const lines = new Map<string, PreviewLine>();
  // The most specific first, since it wins.
  for (const rule of rules.toSorted((a, b) => b.priority - a.priority)) {
    const headerNames = placedHeadersOf(rule).map(({ name }) => name);
    if (headerNames.length === 0) continue;
    const key = [placeOf(rule), ...headerNames, rule.priority].join(' ');
    const line = lines.get(key) ?? blankLine(headerNames, placeOf(rule));
    lines.set(key, { ...line, ...partOf(rule) });
  }
  return joined([...lines.values()]);
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

function blankLine(headerNames: readonly string[], place: string): PreviewLine {
  return {
    headerNames,
    places: [place],
    opened: [],
    callers: [],
    methods: [],
    formsAndFrames: false,
    picturesLeftOut: false,
  };
}

function partOf({ condition }: RuleContent): Partial<PreviewLine> {
  const { resourceTypes, initiatorDomains, requestMethods = [] } = condition;
  const methods = requestMethods.map((method) => method.toUpperCase());
  if (!initiatorDomains) return { opened: methods };
  if (resourceTypes?.some(isNavigation)) return { formsAndFrames: true };
  const picturesLeftOut = resourceTypes !== undefined && !resourceTypes.includes('image');
  return { callers: initiatorDomains, methods, picturesLeftOut };
}

function isNavigation(type: string): boolean {
  return type === 'main_frame' || type === 'sub_frame';
}
