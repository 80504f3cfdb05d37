/**
 * Thunder Client: collections and environments, as it exports them and as it keeps them in a folder.
 *
 * Source: exported files; thunderclient/thunder-client-support.
 */
import type { Remark } from '../../domain/imported';
import { type Collection, type Environment, merged } from '../collection/collection';
import { type LinkedFolder, type LinkedRequest, treeOf } from '../collection/linked-folders';
import { placeOf } from '../collection/place-name';
import { readCollections } from '../collection/read-collections';
import { headersIn, variablesIn } from '../collection/rows';
import type { Format } from '../format';
import type { TreeMap } from '../text/tree';
import { asList, asMap, asText, mapsIn } from '../text/tree';
import { authOf } from './thunder-auth';

export const thunder: Format = {
  id: 'thunder',

  recognises: ({ json }) => mapsIn(json()).some((map) => isCollection(map) || isEnvironment(map)),

  async read(files, reading) {
    const maps = files.flatMap(({ json }) => mapsIn(json()));
    const environments = maps.filter(isEnvironment).map(environmentOf);
    const named = (name: string) =>
      merged(...environments.filter((each) => each.name === name).map((each) => each.variables));
    const collections = maps.filter(isCollection);
    const read = await readCollections(
      collections.map((map) => ({
        ...collectionOf(map),
        defaults: named(GLOBAL),
        variables: named(LOCAL),
      })),
      environments.filter(({ name }) => ![GLOBAL, LOCAL].includes(name)),
      reading,
    );
    return { ...read, remarks: [...collections.flatMap(scriptsIn), ...read.remarks] };
  },
};

/** In force beside the environment that is chosen: the second is stronger than that. */
const GLOBAL = '(Global Env)';
const LOCAL = '(Local Env)';

function isCollection({ clientName, collectionName, colName, requests }: TreeMap): boolean {
  const isNamed = [collectionName, colName].some((name) => typeof name === 'string');
  return Array.isArray(requests) && (isNamed || clientName === CLIENT);
}

/** In the folder of the extension an environment has `_id`, and no name of the client. */
function isEnvironment({ clientName, environmentName, _id, name, data }: TreeMap): boolean {
  if (!Array.isArray(data)) return false;
  const isStored = typeof _id === 'string' && typeof name === 'string';
  return clientName === CLIENT || typeof environmentName === 'string' || isStored;
}

const CLIENT = 'Thunder Client';

function environmentOf({ environmentName, name, data }: TreeMap): Environment {
  return {
    name: asText(environmentName) ?? asText(name) ?? '',
    variables: variablesIn(data),
  };
}

function collectionOf(map: TreeMap): Collection {
  const settings = asMap(map.settings);
  const baseUrl = asText(asMap(settings.options).baseUrl) ?? '';
  return {
    name: titleOf(map),
    syntax: 'mustache',
    auth: authOf(settings.auth),
    headers: headersIn(settings.headers),
    ...treeOf(
      asList(map.folders).map((folder) => folderOf(asMap(folder))),
      asList(map.requests).map((request) => requestOf(asMap(request), baseUrl)),
    ),
  };
}

function titleOf({ collectionName, colName }: TreeMap): string {
  return asText(collectionName) ?? asText(colName) ?? '';
}

function folderOf({ _id, containerId, name, settings }: TreeMap): LinkedFolder {
  return {
    id: asText(_id) ?? '',
    parentId: asText(containerId) ?? '',
    name: asText(name) ?? '',
    auth: authOf(asMap(settings).auth),
    headers: headersIn(asMap(settings).headers),
  };
}

/** @param baseUrl - For an address that begins with its path. */
function requestOf(map: TreeMap, baseUrl: string): LinkedRequest {
  const url = asText(map.url) ?? '';
  const method = asText(map.method);
  return {
    parentId: asText(map.containerId) ?? '',
    request: {
      name: asText(map.name) ?? '',
      url: url.startsWith('/') ? `${baseUrl}${url}` : url,
      ...(method !== undefined && { method }),
      auth: authOf(map.auth),
      headers: headersIn(map.headers),
    },
  };
}

/** Tests that put a part of an answer into a variable. */
function scriptsIn(collection: TreeMap): readonly Remark[] {
  return asList(collection.requests).flatMap((each) => {
    const { name, tests } = asMap(each);
    const sets = asList(tests).some((test) => asText(asMap(test).type) === 'set-env-var');
    const place = placeOf([titleOf(collection), asText(name) ?? '']);
    return sets ? [{ code: 'script' as const, place }] : [];
  });
}
