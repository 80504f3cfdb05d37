/** Sites, paths and callers as they are typed: still text, read as far as it goes. Pure. */
import type { SchemeSummary } from '../../domain/credential';
import { type Origin, parseOrigin, parsePathScope, pathOfTyped } from '../../domain/site';
import type { EditorDraft, HeaderInput, SiteInput } from './editor-draft';

/** The path of a pasted address, moved to where it can be seen. A path of its own wins. */
export function pathApart({ url, path }: Pick<SiteInput, 'url' | 'path'>) {
  if (path !== '' || !isSite(url)) return { url, path };
  const pasted = pathOfTyped(url);
  return pasted === ''
    ? { url, path }
    : { url: parseOrigin(url, { allowHttp: true }), path: pasted };
}

/**
 * The origins to ask the browser for: sites, callers and the servers that tokens come from, as far as
 * they can be read. None if one cannot, since the draft will be refused.
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
    return [...sites, ...callers, ...draft.headers.flatMap((each) => serversOf(each, schemes))];
  } catch {
    return [];
  }
}

/** Of the first site that can be asked how one signs in there: not by plain http. */
export function addressToAsk(sites: readonly SiteInput[]): string | undefined {
  for (const { url, path } of sites.map(pathApart)) {
    try {
      return parseOrigin(url) + parsePathScope(path);
    } catch {
      // Half typed, or refused: there may be another.
    }
  }
  return undefined;
}

/** As they are typed, or as the credential has them that is kept. */
function serversOf({ schemeId, fields, stored }: HeaderInput, schemes: readonly SchemeSummary[]) {
  if (!fields) return stored?.tokenOrigins ?? [];
  const asked = schemes.find(({ id }) => id === schemeId)?.fields ?? [];
  return asked
    .filter(({ kind }) => kind === 'endpoint')
    .flatMap(({ name }) => {
      const url = URL.parse(fields[name] ?? '');
      // Cast: an origin as the URL parser writes it is what `Origin` means.
      return url ? [url.origin as Origin] : [];
    });
}

export function words(typed: string): string[] {
  return typed.split(/\s+/).filter((word) => word !== '');
}

/** What is half typed stays as it is. */
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
