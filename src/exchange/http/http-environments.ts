/**
 * Environments beside .http files: `http-client.env.json` and its private half (JetBrains, Visual
 * Studio), and `rest-client.environmentVariables` in the settings of VS Code.
 */
import type { Environment, Variables } from '../collection/collection';
import { textOrNull } from '../collection/rows';
import type { SourceAuth } from '../collection/source-auth';
import type { SourceTree } from '../text/source-tree';
import type { Tree, TreeMap } from '../text/tree';
import { asMap, isMap } from '../text/tree';
import { configuredAuth } from './http-auth';
import { readJsonWithComments } from './json-with-comments';

const SETTING = 'rest-client.environmentVariables';
const SHARED = '$shared';

/** Environment name → its variables and configurations. Undefined: another file. */
export function environmentsIn({ name, text, json }: SourceTree): TreeMap | undefined {
  const isJetBrains = isEnvironmentName(name);
  if (!isJetBrains && !text.includes(SETTING) && !text.includes('"Security"')) return undefined;
  const tree = json() ?? readJsonWithComments(text);
  if (!isMap(tree)) return undefined;
  // A workspace file has its settings one level deeper.
  const setting = tree[SETTING] ?? asMap(tree.settings)[SETTING];
  if (isMap(setting)) return setting;
  return isJetBrains || Object.values(tree).some(hasConfigurations) ? tree : undefined;
}

function isEnvironmentName(path: string): boolean {
  return /(^|\/)(http-client|rest-client)(\.private)?\.env\.json(\.user)?$/.test(path);
}

export function isPrivateName(path: string): boolean {
  return isEnvironmentName(path) && /\.private\.|\.user$/.test(path);
}

function hasConfigurations(environment: Tree | undefined): boolean {
  return isMap(asMap(asMap(environment).Security).Auth);
}

export interface HttpEnvironments {
  /** Variables of every environment. */
  readonly shared: Variables;
  readonly environments: readonly Environment[];
}

/** @param files - The stronger ones last. An environment may have its halves in two of them. */
export function httpEnvironments(files: readonly TreeMap[]): HttpEnvironments {
  const halves = new Map<string, TreeMap[]>();
  for (const [name, half] of files.flatMap((file) => Object.entries(file))) {
    halves.set(name, [...(halves.get(name) ?? []), asMap(half)]);
  }
  const shared = variablesOf(halves.get(SHARED) ?? []);
  // VS Code: `{{$shared x}}` passes over a variable of the environment with that name.
  const called = [...shared].map(([name, value]) => [`${SHARED} ${name}`, value] as const);
  halves.delete(SHARED);
  return {
    shared: new Map([...shared, ...called]),
    environments: [...halves].map(([name, own]) => ({
      name,
      variables: variablesOf(own),
      auths: authsOf(own),
    })),
  };
}

function variablesOf(halves: readonly TreeMap[]): Variables {
  return new Map(
    halves.flatMap((half) =>
      Object.entries(half).flatMap(([name, value]) => {
        const text = textOrNull(value);
        return text === undefined ? [] : [[name, text] as const];
      }),
    ),
  );
}

function authsOf(halves: readonly TreeMap[]): ReadonlyMap<string, SourceAuth> {
  const configurations = new Map<string, TreeMap>();
  for (const half of halves) {
    for (const [id, own] of Object.entries(asMap(asMap(half.Security).Auth))) {
      configurations.set(id, { ...configurations.get(id), ...asMap(own) });
    }
  }
  return new Map([...configurations].map(([id, each]) => [id, configuredAuth(each)]));
}
