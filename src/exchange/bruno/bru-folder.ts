/** A folder of .bru files as a collection: `collection.bru`, `folder.bru`, requests, environments. */
import type { Remark } from '../../domain/imported';
import type { Environment, Folder, SourceRequest } from '../collection/collection';
import { weakened } from '../collection/collection';
import { type FileFolder, fileNameOf, filesIn } from '../collection/file-folders';
import type { CollectionSource } from '../collection/read-each';
import { reportScript } from '../collection/setting-script';
import type { SourceParameter } from '../collection/source-auth';
import type { Reading } from '../format';
import type { SourceTree } from '../text/source-tree';
import { asMap, asText } from '../text/tree';
import { authOfFolder, authOfMode, parameterOf } from './bruno-auth';
import { type BruBlock, type BruPair, readBru } from './read-bru';

const REQUEST_LINES = 'get post put delete patch options head connect trace http ws'.split(' ');
const ENVIRONMENT = /^vars(?::secret)?[ \t]*[{[]/m;

export function isBru({ name, text }: SourceTree): boolean {
  return name.endsWith('.bru') || (name === '' && BEGINS.test(text));
}

const BEGINS =
  /^\s*(?:meta|get|post|put|delete|patch|options|head|http|auth|auth:\w+|headers|vars|vars:[\w-]+)[ \t]*[{[][ \t]*\n/;

export function isTopFile(fileName: string): boolean {
  return fileName === 'collection.bru' || fileName === 'bruno.json';
}

export async function collectionOfFolder(
  top: FileFolder,
  reading: Reading,
): Promise<CollectionSource> {
  const inside = top.folders.filter(({ name }) => name === 'environments').flatMap(filesIn);
  const beside = top.files.filter(({ text }) => ENVIRONMENT.test(text));
  const configuration = top.files.find((file) => fileNameOf(file) === 'bruno.json');
  const name = asText(asMap(configuration?.json()).name) ?? top.name;
  const remarks: Remark[] = [];
  const folder = await folderOf(
    {
      name,
      files: top.files.filter((file) => !beside.includes(file)),
      folders: top.folders.filter((each) => each.name !== 'environments'),
    },
    [name],
    remarks,
    reading,
  );
  return {
    collection: { ...weakened(folder), syntax: 'mustache' },
    environments: [...inside, ...beside].map(environmentOf),
    remarks,
  };
}

function environmentOf(file: SourceTree): Environment {
  const blocks = readBru(file.text, 'environment');
  return { name: titleOf(file), variables: variablesOf(pairsOf(blocks, 'vars')) };
}

async function folderOf(
  { name, files, folders }: FileFolder,
  path: readonly string[],
  remarks: Remark[],
  reading: Reading,
): Promise<Folder> {
  const isOwn = (file: SourceTree) => ['collection.bru', 'folder.bru'].includes(fileNameOf(file));
  const blocks = files.filter(isOwn).flatMap(({ text }) => readBru(text));
  const title = path.length > 1 ? (lastOf(pairsOf(blocks, 'meta'), 'name') ?? name) : name;
  const own = [...path.slice(0, -1), title];
  reportScript(scriptIn(blocks), own, remarks);
  const requests: SourceRequest[] = [];
  for (const file of files) {
    if (isOwn(file) || !isBru(file)) continue;
    const request = requestOf(file, own, remarks);
    if (request) requests.push(request);
    if (requests.length % 100 === 0) await reading.pause();
  }
  const inner: Folder[] = [];
  for (const each of folders) {
    inner.push(await folderOf(each, [...own, each.name], remarks, reading));
  }
  const mode = lastOf(pairsOf(blocks, 'auth'), 'mode') ?? 'inherit';
  return {
    name: title,
    auth: authOfFolder(authOf(mode, blocks)),
    headers: headersOf(blocks),
    variables: variablesOf(pairsOf(blocks, 'vars:pre-request')),
    requests,
    folders: inner,
  };
}

function requestOf(
  file: SourceTree,
  path: readonly string[],
  remarks: Remark[],
): SourceRequest | undefined {
  const blocks = readBru(file.text);
  const line = blocks.find(({ name }) => REQUEST_LINES.includes(name));
  if (!line) return undefined;
  const name = lastOf(pairsOf(blocks, 'meta'), 'name') ?? titleOf(file);
  reportScript(scriptIn(blocks), [...path, name], remarks);
  const method = line.name === 'http' ? lastOf(line.pairs, 'method') : line.name;
  return {
    name,
    url: lastOf(line.pairs, 'url') ?? '',
    ...(method !== undefined && method !== 'ws' && { method: method.toUpperCase() }),
    auth: authOf(lastOf(line.pairs, 'auth') ?? 'none', blocks),
    headers: headersOf(blocks),
    variables: variablesOf(pairsOf(blocks, 'vars:pre-request')),
  };
}

function authOf(mode: string, blocks: readonly BruBlock[]) {
  // If there are two, Bruno takes the last one.
  const pairs = blocks.findLast(({ name }) => name === `auth:${mode}`)?.pairs ?? [];
  const fieldOf = (name: string) => firstOf(pairs, snakeCase(name)) ?? '';
  return authOfMode(mode, fieldOf, parametersOf(blocks));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const REQUESTS: ReadonlyMap<string, string> = new Map([
  ['auth_req', 'authorization'],
  ['access_token_req', 'token'],
]);

/** Blocks such as `auth:oauth2:additional_params:access_token_req:body`. */
function parametersOf(blocks: readonly BruBlock[]): readonly SourceParameter[] {
  return blocks.flatMap(({ name, pairs }) => {
    const [, request = '', sentIn = ''] =
      /^auth:oauth2:additional_params:(\w+):(\w+)$/.exec(name) ?? [];
    if (sentIn === '') return [];
    return switchedOn(pairs).map((pair) =>
      parameterOf(REQUESTS.get(request) ?? request, sentIn, pair.name, pair.value),
    );
  });
}

function scriptIn(blocks: readonly BruBlock[]): string {
  const scripts = blocks.filter(({ name }) => name === 'script:pre-request');
  return scripts.map(({ text = '' }) => text).join('\n');
}

function headersOf(blocks: readonly BruBlock[]) {
  return switchedOn(pairsOf(blocks, 'headers')).map(({ name, value }) => ({ name, value }));
}

/** Bruno writes `@` before the name of a variable that is the request's own. */
function variablesOf(pairs: readonly BruPair[]): ReadonlyMap<string, string> {
  return new Map(switchedOn(pairs).map(({ name, value }) => [name.replace(/^@/, ''), value]));
}

function pairsOf(blocks: readonly BruBlock[], name: string): readonly BruPair[] {
  return blocks.filter((block) => block.name === name).flatMap(({ pairs }) => pairs);
}

/** Bruno takes the first of two pairs in an auth block, and the last in other blocks. */
function firstOf(pairs: readonly BruPair[], name: string): string | undefined {
  return pairs.find((pair) => pair.name === name && !pair.isOff)?.value;
}

function lastOf(pairs: readonly BruPair[], name: string): string | undefined {
  return pairs.findLast((pair) => pair.name === name && !pair.isOff)?.value;
}

function switchedOn(pairs: readonly BruPair[]): readonly BruPair[] {
  return pairs.filter(({ name, isOff }) => !isOff && name !== '');
}

function titleOf(file: SourceTree): string {
  return fileNameOf(file).replace(/\.bru$/, '');
}
