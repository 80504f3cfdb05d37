/**
 * The requests that may carry the headers of one profile, as the vault remembers them from before a
 * widening: what has become wider since, and the way back. Pure.
 */
import type { Access, HeaderSpec, HeaderSpecId, Profile } from './profile';
import { isInside, type Site } from './site';
import {
  isWiderCaller,
  isWiderRead,
  placesOf,
  type Reach,
  type Wider,
  widerPlace,
  widerThan,
} from './widening';

/** Without credentials. */
export interface Scope extends Access, Pick<Profile, 'allowHttp' | 'production'> {
  readonly sites: readonly Site[];
  readonly headers: readonly HeaderScope[];
}

export interface HeaderScope extends Pick<HeaderSpec, 'paths' | 'methods'> {
  readonly id: HeaderSpecId;
}

export function scopeOf(profile: Omit<Scope, 'headers'>, headers: readonly HeaderScope[]): Scope {
  const { sites, callers, strict, ownForms, ownPictures, allowCache, allowHttp } = profile;
  const { production } = profile;
  return {
    sites,
    callers,
    strict,
    ownForms,
    ownPictures,
    allowCache,
    allowHttp,
    ...(production && { production }),
    headers: headers.map(({ id, paths, methods }) => ({ id, paths, methods })),
  };
}

/** Each thing once. A header that has no line in the scope before is not judged: it came later. */
export function widerSince(before: Scope, now: Scope): readonly Wider[] {
  const all = now.headers.flatMap((header) => {
    const was = before.headers.find(({ id }) => id === header.id);
    return was ? widerThan(reachOf(before, was), reachOf(now, header)) : [];
  });
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/**
 * Takes back what has been added since `before`, and nothing else. If an earlier site or path was made
 * wider, it is the earlier one again. A profile that has left all its earlier sites gets them back,
 * since a profile has at least one.
 *
 * @param latest - The scope from which on an addition stays. The paths and methods of a header are not
 * told apart by it: they go back together.
 */
export function narrowedTo<P extends Scope>(before: Scope, now: P, latest: Scope = now): P {
  const isTold = (isWider: (scope: Scope) => boolean) => isWider(before) && !isWider(latest);
  const stays = (site: Site) => !isTold(({ sites }) => widerPlace(sites, site) !== undefined);
  const kept = now.sites.filter(stays);
  const gone = now.sites.filter((site) => !stays(site));
  // In the place of a site that goes, the earlier ones inside it come back.
  const back = before.sites.filter((was) => gone.some((site) => isWithin(was, site)));
  const sites = distinct(kept.length + back.length > 0 ? [...back, ...kept] : before.sites);
  return {
    ...now,
    sites,
    callers: now.callers.filter(
      (caller) => !isTold(({ callers }) => isWiderCaller(callers, caller)),
    ),
    strict: now.strict || isTold(({ strict }) => strict),
    ownForms: now.ownForms && !isTold((scope) => !scope.ownForms),
    ownPictures: now.ownPictures && !isTold((scope) => !scope.ownPictures),
    allowCache: now.allowCache && !isTold((scope) => !scope.allowCache),
    allowHttp: now.allowHttp && !isTold((scope) => !scope.allowHttp),
    ...narrowedProduction(before, now, isTold),
    headers: now.headers.map((header) => {
      const was = before.headers.find(({ id }) => id === header.id);
      return was ? { ...header, ...narrowedHeader(before.sites, was, header, sites) } : header;
    }),
  };
}

function narrowedProduction(
  before: Scope,
  { production }: Scope,
  isTold: (isWider: (scope: Scope) => boolean) => boolean,
): Pick<Scope, 'production'> {
  if (!production) {
    const isOff = isTold((scope) => scope.production !== undefined);
    return isOff && before.production ? { production: before.production } : {};
  }
  const readPaths = production.readPaths.filter(
    (path) => !isTold(({ production: was }) => was !== undefined && isWiderRead(was, path)),
  );
  return { production: { readPaths } };
}

function narrowedHeader(
  before: readonly Site[],
  was: HeaderScope,
  { paths, methods }: HeaderScope,
  sites: readonly Site[],
): Omit<HeaderScope, 'id'> {
  const known = placesOf({ sites: before, paths: was.paths });
  const isWider = (some: HeaderScope['paths']) =>
    placesOf({ sites, paths: some }).some((place) => widerPlace(known, place));
  const stays = (path: HeaderScope['paths'][number]) =>
    was.paths.includes(path) || (placesOf({ sites, paths: [path] }).length > 0 && !isWider([path]));
  const isEverywhere = paths.length === 0 && !isWider([]);
  const gone = paths.filter((path) => !stays(path));
  const back = was.paths.filter((path) => gone.some((wide) => isInside(path, wide)));
  return {
    paths: isEverywhere ? [] : orAll([...new Set([...back, ...paths.filter(stays)])], was.paths),
    methods:
      was.methods.length === 0
        ? methods
        : orAll(
            methods.filter((method) => was.methods.includes(method)),
            was.methods,
          ),
  };
}

function isWithin(was: Site, { origin, path }: Site): boolean {
  return was.origin === origin && isInside(was.path, path);
}

function distinct(sites: readonly Site[]): readonly Site[] {
  return [...new Map(sites.map((site) => [site.origin + site.path, site])).values()];
}

/** An empty list means everything. */
function orAll<T>(some: readonly T[], all: readonly T[]): readonly T[] {
  return some.length > 0 ? some : all;
}

export function reachOf(scope: Omit<Scope, 'headers'>, header: HeaderScope): Reach {
  return { ...scope, paths: header.paths, methods: header.methods, headerNames: [] };
}
