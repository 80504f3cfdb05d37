/** Reads sites, paths and callers while the user types them. Pure. */
import type { SchemeSummary } from '../../domain/credential';
import { parseOrigin, parsePathScope, pathOfTyped } from '../../domain/parse-site';
import type { Origin } from '../../domain/site';
import { fieldsAtSite } from './at-site';
import type { EditorDraft, HeaderInput, SiteInput } from './editor-draft';

/** Moves the path of a pasted address into the empty path field. */
export function pathApart({ url, path }: Pick<SiteInput, 'url' | 'path'>) {
  if (path !== '' || !isSite(url)) return { url, path };
  const pasted = pathOfTyped(url);
  return pasted === ''
    ? { url, path }
    : { url: parseOrigin(url, { allowHttp: true }), path: pasted };
}

/**
 * The origins that the browser has to allow: sites, callers, and token servers of the headers that are
 * on. Empty if one is invalid, since the background will refuse the draft.
 */
export function originsOf(
  draft: EditorDraft,
  schemes: readonly SchemeSummary[] = [],
): readonly Origin[] {
  const { allowHttp } = draft;
  try {
    const sites = draft.sites.map(pathApart).map(({ url, path }) => {
      parsePathScope(path);
      return parseOrigin(url, { allowHttp });
    });
    const callers = words(draft.callers).map((caller) => parseOrigin(caller, { allowHttp }));
    const inUse = draft.headers.filter(({ isOff }) => !isOff);
    return [
      ...sites,
      ...callers,
      ...inUse.flatMap((each) => serversOf(each, schemes, addressToAsk(draft.sites))),
    ];
  } catch {
    return [];
  }
}

/** The address of the first valid https site, to ask it for its sign-in server. */
export function addressToAsk(sites: readonly SiteInput[]): string | undefined {
  for (const { url, path } of sites.map(pathApart)) {
    try {
      return parseOrigin(url) + parsePathScope(path);
    } catch {
      // An incomplete or invalid site: try the next.
    }
  }
  return undefined;
}

/** The origins of the sites that are valid by now. */
export function validSites(sites: readonly SiteInput[]): readonly Origin[] {
  return sites.flatMap(({ url }) => (isSite(url) ? [parseOrigin(url, { allowHttp: true })] : []));
}

/** The token servers: from the typed fields, or from the stored credential. */
function serversOf(
  { schemeId, fields, stored }: HeaderInput,
  schemes: readonly SchemeSummary[],
  address: string | undefined,
) {
  if (!fields) return stored?.tokenOrigins ?? [];
  const scheme = schemes.find(({ id }) => id === schemeId);
  const whole = fieldsAtSite(scheme, fields, address);
  return (scheme?.fields ?? [])
    .filter(({ kind }) => kind === 'endpoint')
    .flatMap(({ name }) => {
      const url = URL.parse(whole[name] ?? '');
      // Cast: the URL parser has serialised it.
      return url ? [url.origin as Origin] : [];
    });
}

export function words(typed: string): string[] {
  return typed.split(/\s+/).filter((word) => word !== '');
}

/** Leaves an incomplete address as it is. */
export function originAsStored(typed: string): string {
  return isSite(typed) ? parseOrigin(typed, { allowHttp: true }) : typed;
}

function isSite(typed: string): boolean {
  try {
    parseOrigin(typed, { allowHttp: true });
    return true;
  } catch {
    return false;
  }
}
