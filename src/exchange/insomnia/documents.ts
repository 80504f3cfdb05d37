/** Insomnia 5: one document for each collection, API design, mock server or set of environments. */
import type { Remark } from '../../domain/imported';
import type { Folder } from '../collection/collection';
import type { TreeMap } from '../text/tree';
import { asList, asMap, asText, nameOf } from '../text/tree';
import { variablesOfTree } from './environment-tree';
import { environmentOf, folderOf, type InsomniaDocument, requestOf } from './insomnia-items';

/** A mock server answers requests, and sends none. */
const TYPE = /^(?:collection|spec|environment|mock)\.insomnia\.rest\/5\.\d+$/;

/** The first versions have no `schema_version`. */
export function isDocument(tree: TreeMap): boolean {
  return TYPE.test(asText(tree.type) ?? '');
}

export function documentOf(tree: TreeMap, remarks: Remark[]): InsomniaDocument {
  const name = nameOf(tree);
  const base = asMap(tree.environments);
  const isShared = (asText(tree.type) ?? '').startsWith('environment.');
  return {
    name,
    ...(!isShared && { folder: filled({}, [name], tree.collection, remarks) }),
    base: variablesOfTree(base.data),
    environments: asList(base.subEnvironments)
      .map(asMap)
      .map((each) => environmentOf(nameOf(each), each.data)),
  };
}

function filled(
  item: TreeMap,
  path: readonly string[],
  children: TreeMap[string],
  remarks: Remark[],
): Folder {
  const items = asList(children).map(asMap);
  return {
    ...folderOf(item, path, remarks),
    requests: items.filter(isRequest).map((each) => requestOf(each, path, remarks)),
    folders: items
      .filter(({ children: inner }) => inner !== undefined)
      .map((each) => filled(each, [...path, nameOf(each)], each.children, remarks)),
  };
}

/** A request over gRPC has the address of a host without a protocol. */
function isRequest(item: TreeMap): boolean {
  const isOfGrpc = item.protoMethodName !== undefined || item.protoFileId !== undefined;
  return item.children === undefined && asText(item.url) !== undefined && !isOfGrpc;
}
