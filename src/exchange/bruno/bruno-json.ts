/** Bruno's export as one JSON file. */
import type { Remark } from '../../domain/imported';
import type { Environment, Folder, SourceRequest } from '../collection/collection';
import { weakened } from '../collection/collection';
import type { CollectionSource } from '../collection/read-each';
import { headersIn, rowsOf, variablesIn } from '../collection/rows';
import { reportScript } from '../collection/setting-script';
import type { SourceAuth, SourceParameter } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText, isMap, nameOf } from '../text/tree';
import { authOfFolder, authOfMode, parameterOf } from './bruno-auth';

export function isBrunoJson(tree: Tree | undefined): boolean {
  const { version, name, items } = asMap(tree);
  return asText(version) === '1' && asText(name) !== undefined && Array.isArray(items);
}

/** `bruno.json`, which lies beside the files of a collection and has its name. */
export function isConfiguration(tree: Tree | undefined): boolean {
  const { version, name, type } = asMap(tree);
  return asText(version) === '1' && asText(name) !== undefined && asText(type) === 'collection';
}

export function collectionOfJson(tree: TreeMap): CollectionSource {
  const remarks: Remark[] = [];
  const folder = folderOf(tree, [nameOf(tree)], remarks);
  return {
    collection: { ...weakened(folder), syntax: 'mustache' },
    environments: asList(tree.environments).map(asMap).map(environmentOf),
    remarks,
  };
}

/** A secret is exported without its value. */
function environmentOf(environment: TreeMap): Environment {
  const rows = asList(environment.variables).filter(
    (row) => !asBoolean(asMap(row).secret) || Boolean(asText(asMap(row).value)),
  );
  return { name: nameOf(environment), variables: variablesIn(rows) };
}

function folderOf(item: TreeMap, path: readonly string[], remarks: Remark[]): Folder {
  const request = asMap(asMap(item.root).request);
  reportScript(scriptIn(request), path, remarks);
  const items = asList(item.items).map(asMap);
  return {
    name: nameOf(item),
    auth: authOfFolder(authOf(request.auth)),
    headers: headersIn(request.headers),
    variables: variablesIn(asMap(request.vars).req),
    requests: items
      .filter(({ request: own }) => isMap(own))
      .map((each) => requestOf(each, path, remarks)),
    folders: items
      .filter(({ request: own }) => !isMap(own))
      .map((each) => folderOf(each, [...path, nameOf(each)], remarks)),
  };
}

function requestOf(item: TreeMap, path: readonly string[], remarks: Remark[]): SourceRequest {
  const request = asMap(item.request);
  const method = asText(request.method);
  reportScript(scriptIn(request), [...path, nameOf(item)], remarks);
  return {
    name: nameOf(item),
    url: asText(request.url) ?? '',
    ...(method !== undefined && { method }),
    auth: authOf(request.auth),
    headers: headersIn(request.headers),
    variables: variablesIn(asMap(request.vars).req),
  };
}

function authOf(tree: Tree | undefined): SourceAuth | undefined {
  const auth = asMap(tree);
  const mode = asText(auth.mode) ?? 'none';
  const fields = asMap(auth[mode]);
  return authOfMode(mode, (name) => asText(fields[name]) ?? '', parametersOf(fields));
}

function parametersOf({ additionalParameters }: TreeMap): readonly SourceParameter[] {
  return Object.entries(asMap(additionalParameters)).flatMap(([request, rows]) =>
    rowsOf(rows).map(({ name, value = '', row }) =>
      parameterOf(request, asText(row.sendIn) ?? '', name, value),
    ),
  );
}

function scriptIn({ script }: TreeMap): string {
  return asText(asMap(script).req) ?? '';
}
