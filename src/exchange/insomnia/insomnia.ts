/**
 * Insomnia: its export formats 3 and 4, and the documents of version 5, each as JSON and as YAML.
 *
 * Source: docs.insomnia.rest, "Import and export data"; the app's order of variables and of inherited
 * authentication.
 */
import type { Remark } from '../../domain/imported';
import { type Environment, merged, type Variables } from '../collection/collection';
import { readCollections } from '../collection/read-collections';
import { type CollectionSource, readEach } from '../collection/read-each';
import type { Format } from '../format';
import type { SourceTree } from '../text/source-tree';
import type { TreeMap } from '../text/tree';
import { asMap } from '../text/tree';
import { documentOf, isDocument } from './documents';
import type { InsomniaDocument } from './insomnia-items';
import { documentsOfResources, isResourceExport } from './resources';

export const insomnia: Format = {
  id: 'insomnia',

  recognises: (file) => {
    const tree = treeOf(file);
    return isResourceExport(tree) || isDocument(tree);
  },

  async read(files, reading) {
    const remarks: Remark[] = [];
    const documents = files.map(treeOf).flatMap((tree) => {
      return isDocument(tree) ? [documentOf(tree, remarks)] : documentsOfResources(tree, remarks);
    });
    const shared = documents.filter(({ folder }) => !folder);
    const weaker = shared.length === 1 ? shared[0]?.base : undefined;
    const sources = documents.flatMap(({ folder, base, environments }) => {
      if (!folder) return [];
      const source: CollectionSource = {
        collection: {
          ...folder,
          syntax: 'mustache',
          headersBeatAuth: true,
          defaults: merged(weaker, base),
        },
        environments: [...environments, ...environmentsFrom(shared, base)],
        remarks: [],
      };
      return [source];
    });
    const read =
      sources.length > 0
        ? await readEach(sources, reading)
        : await readCollections([], environmentsFrom(shared, new Map()), reading);
    return { ...read, remarks: [...remarks, ...read.remarks] };
  },
};

/**
 * The environments of files of their own, whose variables are weaker than the collection's. A file that
 * is the only one, and has a base alone, is in force with each environment of the collection.
 */
function environmentsFrom(
  shared: readonly InsomniaDocument[],
  base: Variables,
): readonly Environment[] {
  return shared.flatMap((document) => {
    const { name, environments } = document;
    const alone = shared.length > 1 ? [{ name, variables: new Map() }] : [];
    return (environments.length > 0 ? environments : alone).map((each) => ({
      name: each.name,
      variables: merged(document.base, each.variables, base),
    }));
  });
}

/** Parsing YAML takes long: most files of other formats are left out before. */
const MAY_BE = /^(?:_type|__export_format)[ \t]*:|^type[ \t]*:[ \t]*["']?\w+\.insomnia\b/m;

function treeOf({ text, json, yaml }: SourceTree): TreeMap {
  if (/^\s*\{/.test(text)) return asMap(json());
  return MAY_BE.test(text) ? asMap(yaml()) : {};
}
