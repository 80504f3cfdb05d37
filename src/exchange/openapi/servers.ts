/**
 * The servers of a description, as places.
 *
 * Source: OpenAPI 3.1 §4.8.5 (Server Object), §4.8.6 (variables); Swagger 2.0 (`host`, `basePath`,
 * `schemes`).
 */
import type { Remark } from '../../domain/imported';
import { placeOfUrl } from '../place/place-of-url';
import type { SourcePlace } from '../place/source-place';
import { distinctPlaces } from '../place/source-place';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asMap, asText } from '../text/tree';

export interface Servers {
  readonly places: readonly SourcePlace[];
  readonly remarks: readonly Remark[];
}

/** A draft has at most 100 sites. */
export const PLACES_AT_MOST = 100;

/** In characters. A longer address is no server's. */
const URL_AT_MOST = 2000;

/** Reads the servers of OpenAPI 3. A relative address names no place, since the file may come from anywhere. */
export function serversOf(servers: Tree | undefined): Servers {
  const read = asList(servers).map(asMap).slice(0, PLACES_AT_MOST).map(serverOf);
  return {
    places: distinctPlaces(read.flatMap(({ places }) => places)).slice(0, PLACES_AT_MOST),
    remarks: read.flatMap(({ remarks }) => remarks),
  };
}

function serverOf(server: TreeMap): Servers {
  const url = (asText(server.url) ?? '').slice(0, URL_AT_MOST);
  const names = [...new Set([...url.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name))];
  const values = names.map((name) => [name, valuesOf(name, asMap(server.variables))] as const);
  const unknown = values.filter(([, known]) => known.length === 0);
  if (unknown.length > 0) {
    const remarks = unknown.map(([name]): Remark => {
      return { code: 'variable-unresolved', place: `servers › ${name}` };
    });
    return { places: [], remarks };
  }
  const read = expanded(url, values).map(placeOf);
  return {
    places: read.flatMap(({ places }) => places),
    remarks: read.flatMap(({ remarks }) => remarks),
  };
}

/** All of `enum`, or the default. A default that repeats the name of a placeholder is none. */
function valuesOf(name: string, variables: TreeMap): readonly string[] {
  const variable = Object.hasOwn(variables, name) ? asMap(variables[name]) : {};
  const choices = asList(variable.enum).map(asText);
  const values = choices.length > 0 ? choices : [asText(variable.default)];
  return values
    .filter((value) => value !== undefined)
    .filter((value) => !/[{}<>]/.test(value) && !isNameAgain(value, name));
}

function isNameAgain(value: string, name: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  return letters(value) === letters(name) || letters(value) === `your${letters(name)}`;
}

function expanded(
  url: string,
  values: readonly (readonly [string, readonly string[]])[],
): readonly string[] {
  return values.reduce<readonly string[]>(
    (urls, [name, choices]) =>
      urls
        .flatMap((each) => choices.map((choice) => each.replaceAll(`{${name}}`, () => choice)))
        .slice(0, PLACES_AT_MOST),
    [url],
  );
}

function placeOf(url: string): Servers {
  const absolute = url.startsWith('//') ? `https:${url}` : url;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(absolute)) return { places: [], remarks: [] };
  const { place, remarks } = placeOfUrl(absolute, 'path');
  return {
    places: place ? [withoutSlash(place)] : [],
    remarks: remarks.map((code) => ({ code, place: 'servers' })),
  };
}

/** Reads the host of Swagger 2. */
export function hostOf(root: TreeMap, schemes: Tree | undefined): Servers {
  const host = asText(root.host) ?? '';
  if (host === '') return { places: [], remarks: [] };
  const named = asList(schemes).map((scheme) => asText(scheme)?.toLowerCase());
  const protocol = named.includes('http') && !named.includes('https') ? 'http' : 'https';
  return placeOf(`${protocol}://${host}${asText(root.basePath) ?? ''}`);
}

/** Paths follow the address of a server, and begin with a slash. */
function withoutSlash({ url, path }: SourcePlace): SourcePlace {
  return { url, path: path.replace(/\/$/, '') };
}
