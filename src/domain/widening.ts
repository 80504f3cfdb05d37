/**
 * Finds the requests that a change adds to those that may carry a stored credential. Each change that
 * keeps a credential is judged here: see decision 34. Pure.
 *
 * Another https port of the same host is not wider, and neither is a caller on this computer.
 */
import type { Access, HeaderSpec, Production } from './profile';
import {
  isInside,
  isLoopback,
  isPlainHttp,
  type Origin,
  type PathScope,
  placementsAt,
  type Site,
} from './site';

/** The requests that may carry one header. */
export interface Reach extends Access, Pick<HeaderSpec, 'paths' | 'methods'> {
  readonly sites: readonly Site[];
  /** Spelled as on the wire. */
  readonly headerNames: readonly string[];
  /** Absent: writes carry it too. */
  readonly production?: Production;
}

export type Wider =
  /** A place on another host, on plain http, or outside the paths before. */
  | ({ readonly kind: 'host' | 'http' | 'path' } & Site)
  | { readonly kind: 'caller'; readonly origin: Origin }
  /** Empty: all. */
  | { readonly kind: 'methods'; readonly methods: readonly string[] }
  /** `opened`: Strict is off, so an opened address carries the header. */
  | { readonly kind: 'opened' | 'own-forms' | 'own-pictures' | 'cache' }
  /** Writes carry the header without being armed. */
  | { readonly kind: 'writes' }
  /** A path where a POST carries it without being armed. */
  | { readonly kind: 'read-path'; readonly path: PathScope }
  | { readonly kind: 'header-name'; readonly name: string };

const NOWHERE: Reach = {
  sites: [],
  paths: [],
  methods: [],
  headerNames: [],
  callers: [],
  strict: true,
  ownForms: false,
  ownPictures: false,
  allowCache: false,
};

/** @param before - Undefined: the credential was sent nowhere. */
export function widerThan(before: Reach = NOWHERE, after: Reach): readonly Wider[] {
  const known = placesOf(before);
  return [
    ...placesOf(after).flatMap((place) => widerPlace(known, place) ?? []),
    ...after.callers
      .filter((caller) => isWiderCaller(before.callers, caller))
      .map((origin) => ({ kind: 'caller', origin }) as const),
    ...widerMethods(before, after),
    ...(before.strict && !after.strict ? [{ kind: 'opened' } as const] : []),
    ...(after.ownForms && !before.ownForms ? [{ kind: 'own-forms' } as const] : []),
    ...(after.ownPictures && !before.ownPictures ? [{ kind: 'own-pictures' } as const] : []),
    ...(after.allowCache && !before.allowCache ? [{ kind: 'cache' } as const] : []),
    ...widerWrites(before, after),
    ...after.headerNames
      .filter((name) => !before.headerNames.some((each) => isSameName(each, name)))
      .map((name) => ({ kind: 'header-name', name }) as const),
  ];
}

/** @returns the reason why a header at these places would be sent to more with this one. */
export function widerPlace(known: readonly Site[], place: Site): Wider | undefined {
  const url = new URL(place.origin);
  const onHost = known.filter(({ origin }) => new URL(origin).hostname === url.hostname);
  if (onHost.length === 0) return { kind: 'host', ...place };
  const asSafe = isPlainHttp(url)
    ? onHost.filter(({ origin }) => isPlainHttp(new URL(origin)))
    : onHost;
  if (asSafe.length === 0) return { kind: 'http', ...place };
  return asSafe.some(({ path }) => isInside(plain(place.path), plain(path)))
    ? undefined
    : { kind: 'path', ...place };
}

export function isWiderCaller(known: readonly Origin[], caller: Origin): boolean {
  return !isLoopback(new URL(caller).hostname) && !known.some((each) => isSameHost(each, caller));
}

export function placesOf({ sites, paths }: Pick<Reach, 'sites' | 'paths'>): readonly Site[] {
  const origins = new Set(sites.map(({ origin }) => origin));
  return [...origins].flatMap((origin) =>
    placementsAt(origin, sites, paths).map((path) => ({ origin, path })),
  );
}

function widerMethods(before: Reach, after: Reach): readonly Wider[] {
  if (before.methods.length === 0) return [];
  const more = after.methods.filter((method) => !before.methods.includes(method));
  const isWider = after.methods.length === 0 || more.length > 0;
  return isWider ? [{ kind: 'methods', methods: more }] : [];
}

function widerWrites(before: Reach, after: Reach): readonly Wider[] {
  const { production: was } = before;
  if (!was) return [];
  if (!after.production) return [{ kind: 'writes' }];
  const paths = after.production.readPaths.filter((path) => isWiderRead(was, path));
  return paths.map((path) => ({ kind: 'read-path', path }));
}

export function isWiderRead({ readPaths }: Production, path: PathScope): boolean {
  return !readPaths.includes(path);
}

/** Other ports of a host are the same caller; plain http is another, since the network can write it. */
function isSameHost(one: Origin, other: Origin): boolean {
  const [a, b] = [new URL(one), new URL(other)];
  return a.hostname === b.hostname && isPlainHttp(a) === isPlainHttp(b);
}

/** `/v1/*` covers the same as `/v1/`. */
function plain(path: Site['path']): Site['path'] {
  // Cast: it is still a path.
  return path.replace(/\/\*$/, '/') as Site['path'];
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
