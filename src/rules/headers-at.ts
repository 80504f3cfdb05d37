/**
 * The headers that rules set on an address, whoever asks: what a copied command has to carry. Read
 * from the rules, so that it cannot say anything else than what is in force. Pure.
 */
import type { Header } from '../domain/header';
import { headersOf, type Rule, type RuleCondition } from './rule';

/** @param method - Upper case. @returns each name once, as the rule of the highest priority has it. */
export function headersAt(rules: readonly Rule[], url: URL, method: string): readonly Header[] {
  const found = new Map<string, Header>();
  const matching = rules.filter(
    ({ condition }) => reaches(condition, url) && hasMethod(condition, method.toLowerCase()),
  );
  for (const rule of matching.toSorted((a, b) => b.priority - a.priority)) {
    // An address of an authorization server: what is below has no business there.
    if (rule.action.type === 'allow') break;
    // The first is the credential's; what may stand beside it is for the browser's cache.
    const [credential] = headersOf(rule);
    const name = credential?.header.toLowerCase();
    if (!credential || name === undefined || found.has(name)) continue;
    found.set(name, { name: credential.header, value: credential.value });
  }
  return [...found.values()];
}

/** A filter that begins at the start of the address, which all of ours do. */
function reaches({ urlFilter }: RuleCondition, { href }: URL): boolean {
  const pattern = urlFilter
    .replace(/^\|/, '')
    .replaceAll(/[.+?${}()[\]\\/]/g, '\\$&')
    .replaceAll('*', '.*')
    // A separator, or the end: no letter, no digit, none of `_-.%`.
    .replaceAll('^', '(?:[^\\w.%-]|$)')
    .replace(/\|$/, '$');
  return new RegExp(`^${pattern}`).test(href.replace(/#.*$/, ''));
}

function hasMethod(
  { requestMethods, excludedRequestMethods = [] }: RuleCondition,
  method: string,
): boolean {
  return requestMethods?.includes(method) ?? !excludedRequestMethods.includes(method);
}
