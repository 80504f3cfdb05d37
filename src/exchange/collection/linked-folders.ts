/** Makes a tree of folders that each name the folder above them, as Thunder Client and Insomnia store them. */
import type { Folder, SourceRequest } from './collection';

export interface LinkedFolder extends Omit<Folder, 'folders' | 'requests'> {
  readonly id: string;
  readonly parentId: string;
}

export interface LinkedRequest {
  readonly parentId: string;
  readonly request: SourceRequest;
}

interface Node extends Folder {
  readonly parentId: string;
  readonly folders: Folder[];
  readonly requests: SourceRequest[];
}

/**
 * A folder whose parent is not there, or is one of its own folders, stands at the top.
 *
 * @returns what stands at the top.
 */
export function treeOf(
  folders: readonly LinkedFolder[],
  requests: readonly LinkedRequest[],
): Pick<Folder, 'folders' | 'requests'> {
  const nodes = new Map<string, Node>();
  for (const { id, ...folder } of folders) {
    nodes.set(id, { ...folder, folders: [], requests: [] });
  }
  const top: Pick<Node, 'folders' | 'requests'> = { folders: [], requests: [] };
  for (const [node, parent] of withParents(nodes)) (parent ?? top).folders.push(node);
  for (const { parentId, request } of requests) {
    (nodes.get(parentId) ?? top).requests.push(request);
  }
  return top;
}

/** Visits each node once, and opens a circle where the walk upwards meets itself. */
function withParents(nodes: ReadonlyMap<string, Node>): ReadonlyMap<Node, Node | undefined> {
  const parents = new Map<Node, Node | undefined>();
  for (const start of nodes.values()) {
    const walk = new Set<Node>();
    for (let node: Node | undefined = start; node && !parents.has(node); ) {
      walk.add(node);
      const parent: Node | undefined = nodes.get(node.parentId);
      parents.set(node, parent && walk.has(parent) ? undefined : parent);
      node = parent;
    }
  }
  return parents;
}
