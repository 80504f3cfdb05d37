/** Which headers ModHeader sets: a model of its filters, from its source's facts. It runs expressions. */
import type { DnrRequest } from '../../support/dnr';
import type { SentHeader } from '../never-wider';

export interface ModHeaderProfile {
  readonly version?: number;
  readonly title: string;
  readonly enabled?: boolean;
  readonly headers: readonly Row[];
  /** Version 1. */
  readonly filters?: readonly (UrlFilter & { readonly type: string })[];
  readonly urlFilters?: readonly UrlFilter[];
  readonly excludeUrlFilters?: readonly UrlFilter[];
  readonly resourceFilters?: readonly (Switch & { readonly resourceType: readonly string[] })[];
  readonly requestMethodFilters?: readonly (Switch & { readonly methods: readonly string[] })[];
  readonly initiatorDomainFilters?: readonly (Switch & { readonly domain: string })[];
  readonly excludeRequestDomainFilters?: readonly (Switch & { readonly domain: string })[];
  readonly tabFilters?: readonly Switch[];
  readonly timeFilters?: readonly Switch[];
}

interface Switch {
  readonly enabled?: boolean;
}

interface Row extends Switch {
  readonly name: string;
  readonly value: string;
}

interface UrlFilter extends Switch {
  readonly urlRegex?: string;
  readonly resourceType?: readonly string[];
}

const on = ({ enabled }: Switch) => enabled !== false;

export function modHeaderSets(
  profile: ModHeaderProfile,
  request: DnrRequest,
  { name, value }: SentHeader,
): boolean {
  const rows = profile.headers.filter(on).filter((row) => row.name.toLowerCase() === name);
  return on(profile) && takes(profile, request) && rows.at(-1)?.value === value;
}

/** Within a kind any filter, between kinds all, and no exclude. */
function takes(profile: ModHeaderProfile, { url, type, method, initiator }: DnrRequest): boolean {
  const isVersion1 = (profile.version ?? 1) < 2;
  const matches = ({ urlRegex = '' }: UrlFilter) =>
    isVersion1 ? url.search(new RegExp(urlRegex)) === 0 : new RegExp(urlRegex).test(url);
  const old = (kind: string) => (profile.filters ?? []).filter((each) => each.type === kind);
  const any = <F extends Switch>(
    filters: readonly F[] | undefined,
    holds: (filter: F) => boolean,
  ) => (filters ?? []).filter(on).length === 0 || (filters ?? []).filter(on).some(holds);
  const { hostname } = new URL(url);
  const from = initiator === undefined ? undefined : new URL(initiator).hostname;
  return (
    any([...(profile.urlFilters ?? []), ...old('urls')], matches) &&
    ![...(profile.excludeUrlFilters ?? []), ...old('excludeUrls')].filter(on).some(matches) &&
    any(profile.resourceFilters, ({ resourceType }) => resourceType.includes(type)) &&
    any(old('types'), ({ resourceType = [] }) => resourceType.includes(type)) &&
    any(profile.requestMethodFilters, ({ methods }) =>
      methods.some((each) => each.toLowerCase() === method),
    ) &&
    any(profile.initiatorDomainFilters, ({ domain }) => isWithin(from, domain)) &&
    !(profile.excludeRequestDomainFilters ?? [])
      .filter(on)
      .some(({ domain }) => isWithin(hostname, domain)) &&
    // Our requests are of no tab, and of no time.
    !(profile.tabFilters ?? []).some(on) &&
    !(profile.timeFilters ?? []).some(on)
  );
}

function isWithin(hostname: string | undefined, domain: string): boolean {
  return hostname === domain || hostname?.endsWith(`.${domain}`) === true;
}
