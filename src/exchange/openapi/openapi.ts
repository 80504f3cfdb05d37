/**
 * OpenAPI 3.0 and 3.1 and Swagger 2, in JSON and YAML. They name no credential: each profile is a skeleton
 * with the scheme, the addresses and the sites, and is never ready.
 *
 * Source: OpenAPI Specification 3.1; Swagger 2.0.
 */
import type { Remark } from '../../domain/imported';
import { type Found, toImported } from '../draft/to-imported';
import type { Format, Read, Reading } from '../format';
import type { SourceTree } from '../text/source-tree';
import type { TreeMap } from '../text/tree';
import { asMap, asText, isMap } from '../text/tree';
import { type Operation, operationsOf, type Requirement, requirementsOf } from './operations';
import { placesIn, type RequirementPlaces } from './places';
import { ownOf, resolved } from './reference';
import { readScheme, type Way } from './security-scheme';

/** Profiles of one requirement: a scheme with several flows has a profile for each. */
const WAYS_AT_MOST = 20;

export const openapi: Format = {
  id: 'openapi',

  recognises: (file) => rootOf(file) !== undefined,

  async read(files, reading) {
    const read: Read[] = [];
    for (const file of files) {
      const root = rootOf(file);
      if (root) read.push(await readDescription(root, reading));
    }
    return {
      profiles: read.flatMap(({ profiles }) => profiles),
      remarks: read.flatMap(({ remarks }) => remarks),
    };
  },
};

function rootOf(file: SourceTree): TreeMap | undefined {
  // Spares the parser most files of other formats.
  if (!/["']?\b(?:openapi|swagger)["']?[ \t]*:/.test(file.text)) return undefined;
  const tree = file.json() ?? file.yaml();
  if (!isMap(tree)) return undefined;
  const { openapi, swagger, info, paths } = tree;
  const isKnown = /^3\./.test(asText(openapi) ?? '') || /^2(\.|$)/.test(asText(swagger) ?? '');
  return isKnown && (isMap(info) || isMap(paths)) ? tree : undefined;
}

async function readDescription(root: TreeMap, reading: Reading): Promise<Read> {
  const title = asText(asMap(root.info).title)?.trim() || 'OpenAPI';
  const definitions = schemesOf(root);
  const operations = await operationsOf(root, reading);
  for (const _ of Object.keys(definitions)) reading.entry();
  const used = requirementsOf(operations);
  const requirements = used.length > 0 ? used : unusedOf(root, definitions);
  const schemes = (name: string) => resolved(root, ownOf(definitions, name));
  const placesOf = placesIn(root);
  const remarks: Remark[] = [];
  const founds = requirements.flatMap((requirement) => {
    const read = readRequirement(schemes, requirement);
    remarks.push(...read.remarks);
    const places = placesOf(requirement);
    return read.ways.map((ways) => skeleton(title, places, ways, used.length > 0));
  });
  const isOnlyOne = founds.length === 1;
  return {
    profiles: founds.map((found) => toImported(isOnlyOne ? { ...found, name: title } : found)),
    remarks,
  };
}

function schemesOf(root: TreeMap): TreeMap {
  const definitions =
    root.swagger === undefined ? asMap(root.components).securitySchemes : root.securityDefinitions;
  return resolved(root, definitions) ?? {};
}

/** Many descriptions define schemes and say of no operation that it needs one. */
function unusedOf(root: TreeMap, definitions: TreeMap): readonly Requirement[] {
  const operation: Operation = {
    path: '',
    method: undefined,
    servers: root.servers,
    schemes: root.schemes,
    security: Object.keys(definitions).map((name) => ({ [name]: [] })),
  };
  return requirementsOf([operation]);
}

interface ReadRequirement {
  /** Each is one way for each scheme of the requirement. */
  readonly ways: readonly (readonly (readonly [string, Way])[])[];
  readonly remarks: readonly Remark[];
}

function readRequirement(
  schemes: (name: string) => TreeMap | undefined,
  { scopes }: Requirement,
): ReadRequirement {
  const read = [...scopes].map(([name, wanted]) => ({
    name,
    ...readScheme(name, schemes(name), wanted),
  }));
  const remarks = read.flatMap((scheme) => scheme.remarks);
  const known = read.filter(({ ways }) => ways.length > 0);
  if (known.length === 0) return { ways: [], remarks };
  const ways = known.reduce<ReadRequirement['ways']>(
    (sets, scheme) =>
      sets
        .flatMap((set) => scheme.ways.map((way) => [...set, [scheme.name, way] as const]))
        .slice(0, WAYS_AT_MOST),
    [[]],
  );
  return { ways, remarks };
}

function skeleton(
  title: string,
  { places, methods, remarks }: RequirementPlaces,
  ways: readonly (readonly [string, Way])[],
  isUsed: boolean,
): Found {
  const names = ways.map(([name, { flow }]) => (flow === '' ? name : `${name}: ${flow}`));
  const name = `${title} (${names.join(' + ')})`;
  return {
    name,
    places,
    headers: ways.map(([, { header }]) => ({
      ...header,
      ...(methods.length > 0 && { methods }),
    })),
    remarks: [...remarks, ...ways.flatMap(([, way]) => way.remarks)],
    isExact: isUsed,
  };
}
