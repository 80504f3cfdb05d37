/** The parts that requests and folders have in all of Insomnia's formats. */
import type { Remark } from '../../domain/imported';
import type { Environment, Folder, SourceRequest, Variables } from '../collection/collection';
import { placeOf } from '../collection/place-name';
import { headersIn } from '../collection/rows';
import { reportScript } from '../collection/setting-script';
import type { Tree, TreeMap } from '../text/tree';
import { asMap, asText, nameOf } from '../text/tree';
import { variablesOfTree } from './environment-tree';
import { authOf } from './insomnia-auth';

/** One collection and the environments that belong to it, or environments for all collections. */
export interface InsomniaDocument {
  /** Absent: a file of environments. */
  readonly folder?: Folder;
  readonly name: string;
  /** In force whichever of the others is chosen. */
  readonly base: Variables;
  readonly environments: readonly Environment[];
}

/** @param path - Names down to the folder, its own included. */
export function folderOf(
  item: TreeMap,
  path: readonly string[],
  remarks: Remark[],
): Omit<Folder, 'requests' | 'folders'> {
  reportScript(scriptIn(item), path, remarks);
  return {
    name: path.at(-1) ?? '',
    auth: authOf(item.authentication, placeOf(path), remarks),
    headers: headersIn(item.headers),
    variables: variablesOfTree(item.environment),
  };
}

export function requestOf(
  item: TreeMap,
  above: readonly string[],
  remarks: Remark[],
): SourceRequest {
  const path = [...above, nameOf(item)];
  const method = asText(item.method);
  reportScript(scriptIn(item), path, remarks);
  return {
    name: nameOf(item),
    url: asText(item.url) ?? '',
    ...(method !== undefined && { method }),
    auth: authOf(item.authentication, placeOf(path), remarks),
    headers: headersIn(item.headers),
  };
}

export function environmentOf(name: string, data: Tree | undefined): Environment {
  return { name, variables: variablesOfTree(data) };
}

function scriptIn({ preRequestScript, scripts }: TreeMap): string {
  return asText(preRequestScript) ?? asText(asMap(scripts).preRequest) ?? '';
}
