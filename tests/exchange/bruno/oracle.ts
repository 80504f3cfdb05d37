/** Reads .bru files by Bruno's own parser, and by ours, into the same shape. */
// @ts-expect-error: the package has no types.
import lang from '@usebruno/lang';
import type { BruBlock, BruPair } from '../../../src/exchange/bruno/read-bru';

interface OraclePair {
  readonly name?: string;
  readonly value?: unknown;
  readonly enabled?: boolean;
}

interface OracleFile {
  readonly auth?: Readonly<Record<string, Readonly<Record<string, unknown>> | string>>;
  readonly http?: Readonly<Record<string, unknown>>;
  readonly headers?: readonly OraclePair[];
  readonly vars?: { readonly req?: readonly OraclePair[] };
}

export const bruno: {
  bruToJsonV2(text: string): OracleFile;
  collectionBruToJson(text: string): OracleFile;
  bruToEnvJsonV2(text: string): {
    readonly variables?: readonly (OraclePair & { readonly secret?: boolean })[];
  };
  jsonToBruV2(json: unknown): string;
  envJsonToBruV2(json: unknown): string;
} = lang;

export interface Comparable {
  readonly auth: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly mode: string | undefined;
  readonly headers: readonly BruPair[];
  readonly vars: readonly BruPair[];
}

/** Bruno's names of the fields → those in the file. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  basic: { username: 'username', password: 'password' },
  bearer: { token: 'token' },
  apikey: { key: 'key', value: 'value', placement: 'placement' },
  digest: { username: 'username', password: 'password' },
  wsse: { username: 'username', password: 'password' },
  oauth2: {
    grantType: 'grant_type',
    accessTokenUrl: 'access_token_url',
    authorizationUrl: 'authorization_url',
    clientId: 'client_id',
    clientSecret: 'client_secret',
    scope: 'scope',
  },
};

/** @throws Error if Bruno cannot read the file. */
export function byBruno(text: string, kind: 'request' | 'collection'): Comparable {
  const json = kind === 'request' ? bruno.bruToJsonV2(text) : bruno.collectionBruToJson(text);
  const auth: Record<string, Record<string, string>> = {};
  for (const [mode, fields] of Object.entries(FIELDS)) {
    const found = json.auth?.[mode];
    if (typeof found !== 'object') continue;
    const entries = Object.entries(fields).flatMap(([name]) =>
      name in found ? [[name, String(found[name])]] : [],
    );
    auth[mode] = Object.fromEntries(entries);
  }
  const mode = kind === 'request' ? json.http?.auth : json.auth?.mode;
  return {
    auth,
    mode: typeof mode === 'string' ? mode : undefined,
    headers: (json.headers ?? []).map(pairOf),
    vars: (json.vars?.req ?? []).map(pairOf),
  };
}

export function pairOf({ name = '', value, enabled }: OraclePair): BruPair {
  // An annotation such as `@number` makes it one. A list is no value.
  return { name, value: Array.isArray(value) ? '' : String(value ?? ''), isOff: enabled === false };
}

const METHODS = 'get post put delete patch options head connect trace http'.split(' ');

export function byUs(blocks: readonly BruBlock[], kind: 'request' | 'collection'): Comparable {
  const auth: Record<string, Record<string, string>> = {};
  for (const [mode, fields] of Object.entries(FIELDS)) {
    const block = blocks.findLast(({ name }) => name === `auth:${mode}`);
    if (!block) continue;
    const grant = firstOf(block.pairs, 'grant_type');
    auth[mode] = Object.fromEntries(
      Object.entries(fields)
        .filter(([name]) => mode !== 'oauth2' || isOfGrant(name, grant))
        .map(([name, field]) => [name, firstOf(block.pairs, field)]),
    );
  }
  const isModeBlock = ({ name }: BruBlock) =>
    kind === 'request' ? METHODS.includes(name) : name === 'auth';
  const key = kind === 'request' ? 'auth' : 'mode';
  const pairs = blocks.filter(isModeBlock).flatMap((block) => block.pairs);
  const mode = pairs.findLast(({ name, isOff }) => name === key && !isOff)?.value;
  const of = (name: string) =>
    blocks.filter((block) => block.name === name).flatMap((block) => block.pairs);
  return {
    auth,
    mode: kind === 'collection' && blocks.some(isModeBlock) ? mode || 'none' : mode,
    headers: of('headers'),
    vars: of('vars:pre-request').map((pair) => ({ ...pair, name: pair.name.replace(/^@/, '') })),
  };
}

/** Bruno keeps only the fields of the grant that the file names. */
function isOfGrant(name: string, grant: string): boolean {
  if (grant === 'client_credentials' || grant === 'password') return name !== 'authorizationUrl';
  if (grant === 'authorization_code') return true;
  return (
    grant === 'implicit' && ['grantType', 'authorizationUrl', 'clientId', 'scope'].includes(name)
  );
}

function firstOf(pairs: readonly BruPair[], name: string): string {
  return pairs.find((pair) => pair.name === name && !pair.isOff)?.value ?? '';
}
