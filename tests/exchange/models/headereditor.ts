/** Which headers HeaderEditor sets: a model of its rules, from its documentation. It runs expressions. */
import type { DnrRequest } from '../../support/dnr';
import type { SentHeader } from '../never-wider';

export interface HeaderEditorRule {
  readonly enable?: boolean;
  readonly ruleType: string;
  readonly isFunction?: boolean;
  readonly matchType?: string;
  readonly pattern?: string;
  readonly exclude?: string;
  readonly condition?: Condition;
  readonly action?: { readonly name: string; readonly value: string };
  readonly headers?: Readonly<Record<string, string>>;
}

interface Condition {
  readonly all?: boolean;
  readonly url?: string;
  readonly urlPrefix?: string;
  readonly domain?: readonly string[];
  readonly regex?: string;
  readonly method?: readonly string[];
  readonly resourceTypes?: readonly string[];
  readonly excludeDomain?: readonly string[];
  readonly excludeRegex?: string;
  readonly excludeMethod?: readonly string[];
}

export function headerEditorSets(
  rules: readonly HeaderEditorRule[],
  request: DnrRequest,
  { name, value }: SentHeader,
): boolean {
  return rules
    .filter(
      (rule) =>
        rule.enable !== false &&
        !rule.isFunction &&
        rule.ruleType === 'modifySendHeader' &&
        (rule.condition ? holds(rule.condition, request) : matches(rule, request.url)),
    )
    .flatMap(({ headers, action }) =>
      headers ? Object.entries(headers) : action ? [[action.name, action.value] as const] : [],
    )
    .some(
      ([each, set]) =>
        each.toLowerCase() === name && set === value && set !== '_header_editor_remove_',
    );
}

function matches(
  { matchType, pattern = '', exclude = '' }: HeaderEditorRule,
  url: string,
): boolean {
  if (exclude !== '' && new RegExp(exclude).test(url)) return false;
  switch (matchType) {
    case 'all':
      return true;
    case 'prefix':
      return url.startsWith(pattern);
    case 'domain':
      return new URL(url).hostname === pattern;
    case 'url':
      return url === pattern;
    case 'regexp':
      return new RegExp(pattern).test(url);
    default:
      return false;
  }
}

function holds(condition: Condition, { url, type, method }: DnrRequest): boolean {
  const { hostname } = new URL(url);
  const { excludeDomain = [], excludeMethod = [], excludeRegex = '' } = condition;
  return (
    (!condition.url || url === condition.url) &&
    (!condition.urlPrefix || url.startsWith(condition.urlPrefix)) &&
    (!condition.domain?.length || condition.domain.includes(hostname)) &&
    (!condition.regex || new RegExp(condition.regex).test(url)) &&
    (!condition.method?.length || condition.method.includes(method)) &&
    (!condition.resourceTypes?.length || condition.resourceTypes.includes(type)) &&
    !excludeDomain.includes(hostname) &&
    !excludeMethod.includes(method) &&
    (excludeRegex === '' || !new RegExp(excludeRegex).test(url))
  );
}
