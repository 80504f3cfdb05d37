/** Folders and requests of OpenCollection, each a map: of a file of its own, or among the `items` above. */
import type { Remark } from '../../domain/imported';
import type { Environment, Folder, SourceRequest, Variables } from '../collection/collection';
import { headersIn, rowsOf } from '../collection/rows';
import { reportScript } from '../collection/setting-script';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asMap, asText, isMap } from '../text/tree';
import { authOfParent, authOfRequest } from './opencollection-auth';

/** A request over gRPC has an address of another kind. */
const PROTOCOLS = ['http', 'graphql', 'websocket'] as const;

export function isRequest(tree: TreeMap): boolean {
  return isMap(tree.info) && PROTOCOLS.some((protocol) => isMap(tree[protocol]));
}

export function isFolder(tree: TreeMap): boolean {
  return asText(asMap(tree.info).type) === 'folder';
}

export function isEnvironment(tree: TreeMap): boolean {
  const variables = asList(tree.variables);
  return (
    asText(tree.name) !== undefined &&
    variables.length > 0 &&
    variables.every((row) => isMap(row) && asText(row.name) !== undefined && row.key === undefined)
  );
}

export function environmentOf(tree: TreeMap): Environment {
  return { name: asText(tree.name) ?? '', variables: variablesOf(tree.variables) };
}

/** @param path - Names down to this folder, its own included. */
export function folderOf(tree: TreeMap, path: readonly string[], remarks: Remark[]): Folder {
  const request = asMap(tree.request);
  const items = asList(tree.items).map(asMap);
  reportScript(scriptIn(request.scripts), path, remarks);
  return {
    name: path.at(-1) ?? '',
    auth: authOfParent(request.auth),
    headers: headersIn(request.headers),
    variables: variablesOf(request.variables),
    requests: items.filter(isRequest).map((item) => requestOf(item, path, remarks)),
    folders: items
      .filter((item) => !isRequest(item) && Array.isArray(item.items))
      .map((item) => folderOf(item, [...path, nameOf(item, '')], remarks)),
  };
}

export function requestOf(
  tree: TreeMap,
  path: readonly string[],
  remarks: Remark[],
  fileTitle = '',
): SourceRequest {
  const name = nameOf(tree, fileTitle);
  const sent = asMap(PROTOCOLS.map((protocol) => tree[protocol]).find(isMap));
  const runtime = asMap(tree.runtime);
  const method = asText(sent.method);
  reportScript(scriptIn(runtime.scripts), [...path, name], remarks);
  return {
    name,
    url: asText(sent.url) ?? '',
    ...(method !== undefined && { method }),
    // Its first versions wrote the auth beside the scripts.
    auth: authOfRequest(sent.auth ?? runtime.auth),
    headers: headersIn(sent.headers),
    variables: variablesOf(runtime.variables),
  };
}

export function nameOf(tree: TreeMap, otherwise: string): string {
  return asText(asMap(tree.info).name) ?? otherwise;
}

/** A value is a text or `{ type, data }`; a secret has none. */
function variablesOf(rows: Tree | undefined): Variables {
  return new Map(
    rowsOf(rows).flatMap(({ name, value, row }) => {
      const text = value ?? asText(asMap(row.value).data);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

function scriptIn(scripts: Tree | undefined): string {
  const before = asList(scripts)
    .map(asMap)
    .filter(({ type }) => asText(type) === 'before-request');
  return before.map(({ code }) => asText(code) ?? '').join('\n');
}
