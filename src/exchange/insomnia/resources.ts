/** Insomnia's export formats 3 and 4: a flat list of resources, each with the id of its parent. */
import { IMPORT_DEPTH_AT_MOST, type Remark } from '../../domain/imported';
import type { Folder } from '../collection/collection';
import { importRefused } from '../import-refused';
import type { TreeMap } from '../text/tree';
import { asList, asMap, asText, nameOf } from '../text/tree';
import { variablesOfTree } from './environment-tree';
import { environmentOf, folderOf, type InsomniaDocument, requestOf } from './insomnia-items';

export function isResourceExport(tree: TreeMap): boolean {
  return (
    asText(tree._type) === 'export' &&
    ['3', '4'].includes(asText(tree.__export_format) ?? '') &&
    Array.isArray(tree.resources)
  );
}

const REQUESTS = ['request', 'websocket_request'];

/** One document for each workspace, and one for what has no parent in the file. */
export function documentsOfResources(
  tree: TreeMap,
  remarks: Remark[],
): readonly InsomniaDocument[] {
  const resources = asList(tree.resources).map(asMap);
  const known = new Set(resources.map(idOf));
  const children = new Map<string, TreeMap[]>();
  for (const resource of resources) {
    const parent = asText(resource.parentId) ?? '';
    const key = known.has(parent) ? parent : '';
    const siblings = children.get(key);
    if (siblings) siblings.push(resource);
    else children.set(key, [resource]);
  }
  const childrenOf = (id: string) => children.get(id) ?? [];
  const workspaces = resources.filter(({ _type }) => asText(_type) === 'workspace');
  const all = workspaces.map((each) =>
    documentOf(each, childrenOf(idOf(each)), childrenOf, remarks),
  );
  const orphans = childrenOf('').filter(({ _type }) => asText(_type) !== 'workspace');
  return orphans.length > 0 ? [...all, documentOf({}, orphans, childrenOf, remarks)] : all;
}

type ChildrenOf = (id: string) => readonly TreeMap[];

function documentOf(
  workspace: TreeMap,
  inside: readonly TreeMap[],
  childrenOf: ChildrenOf,
  remarks: Remark[],
): InsomniaDocument {
  const name = nameOf(workspace);
  const bases = ofType(inside, 'environment');
  const chosen = bases.flatMap((base) => ofType(childrenOf(idOf(base)), 'environment'));
  const folder = filled(workspace, [name], inside, childrenOf, remarks);
  return {
    name,
    ...(asText(workspace.scope) !== 'environment' && { folder }),
    base: new Map(bases.flatMap(({ data }) => [...variablesOfTree(data)])),
    environments: chosen.map((each) => environmentOf(nameOf(each), each.data)),
  };
}

/** @throws AppError `import-refused` with `import-too-deep`. */
function filled(
  item: TreeMap,
  path: readonly string[],
  inside: readonly TreeMap[],
  childrenOf: ChildrenOf,
  remarks: Remark[],
): Folder {
  if (path.length > IMPORT_DEPTH_AT_MOST) throw importRefused('import-too-deep');
  return {
    ...folderOf(item, path, remarks),
    requests: inside
      .filter(({ _type }) => REQUESTS.includes(asText(_type) ?? ''))
      .map((each) => requestOf(each, path, remarks)),
    folders: ofType(inside, 'request_group').map((group) =>
      filled(group, [...path, nameOf(group)], childrenOf(idOf(group)), childrenOf, remarks),
    ),
  };
}

function ofType(resources: readonly TreeMap[], type: string): readonly TreeMap[] {
  return resources.filter(({ _type }) => asText(_type) === type);
}

function idOf({ _id }: TreeMap): string {
  return asText(_id) ?? '';
}
