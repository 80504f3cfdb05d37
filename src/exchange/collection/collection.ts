/** A collection of requests, the same for all API clients. Texts still have their placeholders. */
import type { Syntax } from '../draft/resolve';
import type { SourceAuth } from './source-auth';

/** Name → text, which may name other variables. A variable whose value the file does not have is absent. */
export type Variables = ReadonlyMap<string, string>;

export interface Collection extends Folder {
  readonly syntax: Syntax;
  /** Weaker than the variables of the environment. */
  readonly defaults?: Variables;
  /** Two headers of one name: the client sends the one of `headers`, and not that of `auth`. */
  readonly headersBeatAuth?: boolean;
}

export interface Folder {
  readonly name: string;
  /** Absent: inherited. `{ kind: 'none' }` ends the inheritance. */
  readonly auth?: SourceAuth | undefined;
  /** For each request below, unless the request or a nearer folder has one of the same name. */
  readonly headers?: readonly SourceHeader[];
  /** Stronger than the variables of the environment and of the folders above. */
  readonly variables?: Variables;
  readonly requests: readonly SourceRequest[];
  readonly folders: readonly Folder[];
}

export interface SourceRequest {
  readonly name: string;
  readonly url: string;
  readonly method?: string;
  readonly auth?: SourceAuth | undefined;
  /** Enabled ones only. */
  readonly headers?: readonly SourceHeader[];
  readonly variables?: Variables;
}

export interface SourceHeader {
  readonly name: string;
  readonly value: string;
}

/** Variables that a user chooses together: *dev*, *production*. */
export interface Environment {
  readonly name: string;
  readonly variables: Variables;
  /** For clients that keep the configuration of an auth in the environment. */
  readonly auths?: ReadonlyMap<string, SourceAuth>;
}

/** The variables that are in force at one place. */
export type Scope = Pick<Variables, 'get'>;

/** Does not copy: thousands of requests may have a variable of their own, among thousands of others. */
export function within(outer: Scope, inner: Variables | undefined): Scope {
  if (!inner || inner.size === 0) return outer;
  return { get: (name) => inner.get(name) ?? outer.get(name) };
}

/** The variables of the collection itself are weaker than the environment's, and those of its folders stronger. */
export function weakened({
  variables = new Map(),
  ...folder
}: Folder): Folder & Pick<Collection, 'defaults'> {
  return { ...folder, defaults: variables };
}

/** Later ones are stronger. */
export function merged(...variables: readonly (Variables | undefined)[]): Variables {
  const filled = variables.filter((each) => each !== undefined && each.size > 0);
  if (filled.length === 1 && filled[0]) return filled[0];
  return new Map(filled.flatMap((each) => (each ? [...each] : [])));
}
