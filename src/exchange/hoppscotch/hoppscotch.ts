/**
 * Hoppscotch: collections (one, or a list of them) and environments of all versions.
 *
 * Source: hoppscotch/hoppscotch, packages/hoppscotch-data (collection 1 to 12, REST request 0 to 17,
 * environment 0 to 2).
 */
import type { Remark } from '../../domain/imported';
import {
  type Collection,
  type Environment,
  type Folder,
  merged,
  type SourceRequest,
  type Variables,
} from '../collection/collection';
import { placeOf } from '../collection/place-name';
import { readCollections } from '../collection/read-collections';
import { headersIn, rowsOf } from '../collection/rows';
import { setsValues } from '../collection/setting-script';
import type { Format } from '../format';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asMap, asText, isMap, mapsIn } from '../text/tree';
import { authOf, oldAuthOf } from './hoppscotch-auth';

export const hoppscotch: Format = {
  id: 'hoppscotch',

  recognises: ({ json }) => {
    const maps = mapsIn(json());
    return maps.some((map) => isCollection(map) || isEnvironment(map));
  },

  async read(files, reading) {
    const maps = files.flatMap(({ json }) => mapsIn(json()));
    const environments = maps.filter(isEnvironment).map(environmentOf);
    const globals = merged(...environments.filter(isGlobal).map(({ variables }) => variables));
    const collections = maps.filter(isCollection);
    const read = await readCollections(
      collections.map((map) => collectionOf(map, globals)),
      environments.filter((each) => !isGlobal(each)),
      reading,
    );
    const scripts = collections.flatMap((map) => scriptsIn(map, []));
    return { ...read, remarks: [...scripts, ...read.remarks] };
  },
};

function isCollection({ name, folders, requests, clientName }: TreeMap): boolean {
  const isOfThunder = clientName !== undefined;
  return (
    typeof name === 'string' && Array.isArray(folders) && Array.isArray(requests) && !isOfThunder
  );
}

/** A collection has variables too. */
function isEnvironment({ name, variables, v, folders }: TreeMap): boolean {
  if (typeof name !== 'string' || !Array.isArray(variables) || folders !== undefined) return false;
  const rows = asList(variables);
  const hasKeys = rows.every((row) => asText(asMap(row).key) !== undefined);
  return hasKeys && (rows.length > 0 || v !== undefined);
}

/** Its variables are in force beside those of every environment. */
function isGlobal({ name }: Environment): boolean {
  return name === 'Global';
}

function environmentOf({ name, variables }: TreeMap): Environment {
  return { name: asText(name) ?? '', variables: variablesOf(variables) };
}

/** Hoppscotch passes over an empty value and takes that of a weaker variable. */
function variablesOf(variables: Tree | undefined): Variables {
  return new Map(
    rowsOf(variables).flatMap(({ name, value, row }) => {
      const text = asText(row.currentValue) || asText(row.initialValue) || value;
      return text ? [[name, text] as const] : [];
    }),
  );
}

function collectionOf(map: TreeMap, globals: Variables): Collection {
  return { ...folderOf(map), syntax: 'angles', defaults: globals, headersBeatAuth: true };
}

function folderOf(map: TreeMap): Folder {
  return {
    name: asText(map.name) ?? '',
    auth: authOf(map.auth),
    headers: headersIn(map.headers),
    variables: variablesOf(map.variables),
    folders: mapsIn(map.folders).map(folderOf),
    requests: mapsIn(map.requests).map(requestOf),
  };
}

/** Version 0 divides the address, and has the kind of auth as a text. GraphQL requests have `url`. */
function requestOf(map: TreeMap): SourceRequest {
  const method = asText(map.method);
  return {
    name: asText(map.name) ?? '',
    url: asText(map.endpoint) ?? `${asText(map.url) ?? ''}${asText(map.path) ?? ''}`,
    ...(method !== undefined && { method }),
    auth: isMap(map.auth) ? authOf(map.auth) : oldAuthOf(map),
    headers: headersIn(map.headers),
    variables: variablesOf(map.requestVariables),
  };
}

/** @param path - Names of the folders that it is in. */
function scriptsIn(map: TreeMap, path: readonly string[]): readonly Remark[] {
  const own = [...path, asText(map.name) ?? ''];
  const isSetting = [map.preRequestScript, map.testScript].some((script) =>
    setsValues(asText(script) ?? ''),
  );
  return [
    ...(isSetting ? [{ code: 'script' as const, place: placeOf(own) }] : []),
    ...mapsIn(map.requests).flatMap((request) => scriptsIn(request, own)),
    ...mapsIn(map.folders).flatMap((folder) => scriptsIn(folder, own)),
  ];
}
