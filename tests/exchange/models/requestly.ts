/** Which headers Requestly sets: a model of its rules, from its documentation. It runs expressions. */
import type { DnrRequest } from '../../support/dnr';
import type { SentHeader } from '../never-wider';

interface Entry {
  readonly objectType?: string;
  readonly id?: string;
  readonly ruleType?: string;
  readonly status?: string;
  readonly groupId?: string;
  readonly pairs?: readonly Pair[];
}

interface Pair {
  readonly source: Source;
  readonly modifications: { readonly Request?: readonly Row[] } | readonly Row[];
}

interface Source {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly isActive?: boolean;
  readonly filters?: Filters | readonly Filters[];
}

interface Filters {
  readonly pageDomains?: readonly string[];
  readonly resourceType?: readonly string[];
  readonly requestMethod?: readonly string[];
}

interface Row {
  readonly header: string;
  readonly type: string;
  readonly value: string;
  readonly target?: string;
}

export function requestlySets(
  entries: readonly Entry[],
  request: DnrRequest,
  { name, value }: SentHeader,
): boolean {
  const groups = entries.filter((each) => each.objectType === 'group' && each.status === 'Active');
  const rules = entries.filter(
    ({ ruleType, status, groupId }) =>
      ruleType === 'Headers' &&
      status === 'Active' &&
      (!groupId || groups.some(({ id }) => id === groupId)),
  );
  return rules
    .flatMap(({ pairs = [] }) => pairs)
    .filter(({ source }) => source.isActive !== false && takes(source, request))
    .flatMap(rowsOf)
    .some(
      (row) =>
        (row.type === 'Add' || row.type === 'Modify') &&
        row.header.toLowerCase() === name &&
        row.value === value,
    );
}

function rowsOf({ modifications }: Pair): readonly Row[] {
  if ('length' in modifications) return modifications.filter(({ target }) => target !== 'Response');
  return modifications.Request ?? [];
}

function takes(source: Source, request: DnrRequest): boolean {
  const [filters] = [source.filters ?? []].flat();
  return (
    matches(source, new URL(request.url)) && (filters === undefined || passes(filters, request))
  );
}

function matches({ key, operator, value }: Source, { href, host, pathname }: URL): boolean {
  if (value === '') return true;
  const part = { url: href, host, path: pathname }[key.toLowerCase()] ?? '';
  switch (operator) {
    case 'Equals':
      return part === value;
    case 'Contains':
      return part.includes(value);
    case 'Wildcard_Matches': {
      const body = value.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&'));
      return new RegExp(`^${body.join('.*')}$`, 's').test(part);
    }
    case 'Matches': {
      const [, body = value, flags = ''] = /^\/(.+)\/([a-z]*)$/.exec(value) ?? [];
      return isMatch(body, flags, part);
    }
    default:
      return false;
  }
}

/** An expression that is none matches nothing. */
function isMatch(body: string, flags: string, part: string): boolean {
  try {
    return new RegExp(body, flags).test(part);
  } catch {
    return false;
  }
}

function passes(
  { pageDomains = [], resourceType = [], requestMethod = [] }: Filters,
  { type, method, initiator }: DnrRequest,
): boolean {
  const page = initiator && new URL(initiator).hostname;
  return (
    (pageDomains.length === 0 ||
      pageDomains.some((domain) => page === domain || page?.endsWith(`.${domain}`))) &&
    (resourceType.length === 0 || resourceType.includes(type)) &&
    (requestMethod.length === 0 || requestMethod.includes(method.toUpperCase()))
  );
}
