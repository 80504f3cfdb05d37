/**
 * Postman: collections of the formats 2.0 and 2.1, alone or as its API wraps them, and environments.
 *
 * Source: schema.postman.com, collection v2.0.0 and v2.1.0; environments as the app exports them.
 */
import type { Remark } from '../../domain/imported';
import {
  type Collection,
  type Environment,
  merged,
  type Variables,
  weakened,
} from '../collection/collection';
import { readCollections } from '../collection/read-collections';
import { variablesIn } from '../collection/rows';
import type { Format } from '../format';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asMap, asText, isMap } from '../text/tree';
import { folderOf } from './items';

export const postman: Format = {
  id: 'postman',

  recognises: ({ json }) => {
    const tree = json();
    return collectionIn(tree) !== undefined || environmentIn(tree) !== undefined;
  },

  async read(files, reading) {
    const trees = files.map(({ json }) => json());
    const collections = trees.map(collectionIn).filter((each) => each !== undefined);
    const environments = trees.map(environmentIn).filter((each) => each !== undefined);
    const globals = environments.filter(isGlobals).map((each) => variablesIn(each.values));
    const chosen = environments.filter((each) => !isGlobals(each)).map(environmentOf);
    const scripts: Remark[] = [];
    const read = await readCollections(
      collections.map((each) => collectionOf(each, merged(...globals), scripts)),
      chosen,
      reading,
    );
    return { ...read, remarks: [...scripts, ...read.remarks] };
  },
};

function collectionIn(tree: Tree | undefined): TreeMap | undefined {
  const map = asMap(tree);
  const collection = isMap(map.collection) ? map.collection : map;
  const schema = asText(asMap(collection.info).schema) ?? '';
  return /postman\.com\/(json\/)?collection\/v2\./.test(schema) ? collection : undefined;
}

function environmentIn(tree: Tree | undefined): TreeMap | undefined {
  const map = asMap(tree);
  const environment = isMap(map.environment) ? map.environment : map;
  if (!Array.isArray(environment.values)) return undefined;
  const isMarked = asText(environment._postman_variable_scope) !== undefined;
  const values = asList(environment.values);
  const hasKeys =
    values.length > 0 && values.every((each) => asText(asMap(each).key) !== undefined);
  return isMarked || hasKeys ? environment : undefined;
}

function isGlobals(environment: TreeMap): boolean {
  return asText(environment._postman_variable_scope) === 'globals';
}

function environmentOf({ name, values }: TreeMap): Environment {
  return { name: asText(name) ?? '', variables: variablesIn(values) };
}

function collectionOf(collection: TreeMap, globals: Variables, scripts: Remark[]): Collection {
  const name = asText(asMap(collection.info).name) ?? '';
  const folder = folderOf({ ...collection, name }, [name], scripts);
  const { defaults, ...rest } = weakened(folder);
  return { ...rest, syntax: 'mustache', defaults: merged(globals, defaults) };
}
