/** Describes the rules that a draft would compile to, while the user still types. */
import type { Header } from '../../domain/header';
import { parseOrigin, parsePathScope } from '../../domain/parse-site';
import type { PreviewDraft, PreviewLine } from '../../domain/preview';
import { type Origin, placementsAt, type Site } from '../../domain/site';
import { compileRules } from '../../rules/compile';
import { describeRules } from '../../rules/describe';
import type { BrowserTraits } from '../../rules/rule';

/** Leaves out the parts that cannot be parsed yet. */
export function previewProfile(draft: PreviewDraft, browser: BrowserTraits): PreviewLine[] {
  const { allowHttp, strict, ownForms, ownPictures, allowCache } = draft;
  const readOrigin = (typed: string) => readable(() => parseOrigin(typed, { allowHttp }));
  const sites = draft.sites.flatMap(({ url, path }): Site[] => {
    const origin = readOrigin(url);
    const scope = readable(() => parsePathScope(path));
    return origin && scope ? [{ origin, path: scope }] : [];
  });
  const access = {
    callers: draft.callers.flatMap((each) => readOrigin(each) ?? []),
    strict,
    ownForms,
    ownPictures,
    allowCache,
  };
  const readPaths = draft.production?.readPaths.flatMap(
    (typed) => readable(() => parsePathScope(typed)) ?? [],
  );
  const reads = readPaths && { reads: { readPaths } };
  const origins: readonly Origin[] = [...new Set(sites.map(({ origin }) => origin))];
  const placements = origins.flatMap((origin) =>
    draft.headers.flatMap(({ headerNames, methods, ...header }) => {
      const paths = header.paths.flatMap((typed) => readable(() => parsePathScope(typed)) ?? []);
      const [first, ...others] = headerNames.map((name): Header => ({ name, value: '…' }));
      if (!first) return [];
      const placed = { headers: [first, ...others] as const, methods, access, ...reads };
      return placementsAt(origin, sites, paths).map((path) => ({ origin, path, ...placed }));
    }),
  );
  return describeRules(compileRules(placements, browser));
}

function readable<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
