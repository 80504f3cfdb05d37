/** Requests in .http and .rest files, with the environments of their editors. */
import type { Remark } from '../../domain/imported';
import type { Collection, SourceRequest } from '../collection/collection';
import { fileNameOf } from '../collection/file-folders';
import { placeOf } from '../collection/place-name';
import { readCollections } from '../collection/read-collections';
import { setsValues } from '../collection/setting-script';
import type { Format } from '../format';
import type { SourceTree } from '../text/source-tree';
import { authOfHeader } from './http-auth';
import { environmentsIn, httpEnvironments, isPrivateName } from './http-environments';
import { type HttpRequest, readHttpFile } from './http-file';

export const http: Format = {
  id: 'http',

  recognises: (file) => isHttpFile(file) || environmentsIn(file) !== undefined,

  async read(files, reading) {
    const beside = files.filter((file) => !isHttpFile(file));
    const stronger = beside.toSorted(
      (a, b) => Number(isPrivateName(a.name)) - Number(isPrivateName(b.name)),
    );
    const { shared, environments } = httpEnvironments(
      stronger.map(environmentsIn).filter((each) => each !== undefined),
    );
    const requests = files.filter(isHttpFile);
    const read = await readCollections(
      requests.map((file) => ({ ...collectionOf(file), defaults: shared })),
      environments,
      reading,
    );
    return { ...read, remarks: [...requests.flatMap(scriptsIn), ...read.remarks] };
  },
};

function isHttpFile({ name, text }: SourceTree): boolean {
  return /\.(http|rest)$/i.test(name) || beginsWithRequest(text);
}

/** A pasted text has no name: its first line beside comments and variables is a request line. */
function beginsWithRequest(text: string): boolean {
  const first = text.split('\n', 200).find((line) => !/^\s*($|#|\/\/|@)/.test(line)) ?? '';
  return /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) +\S/.test(first);
}

function collectionOf(file: SourceTree): Collection {
  const { variables, requests } = readHttpFile(file.text);
  return {
    name: titleOf(file),
    syntax: 'mustache',
    variables,
    folders: [],
    requests: requests.map(requestOf),
  };
}

function titleOf(file: SourceTree): string {
  return fileNameOf(file).replace(/\.(http|rest|txt)$/i, '');
}

function requestOf({ headers, ...request }: HttpRequest): SourceRequest {
  const isOfAuth = (name: string) => name.toLowerCase() === 'authorization';
  const value = headers.find(({ name }) => isOfAuth(name))?.value;
  const auth = value === undefined ? undefined : authOfHeader(value);
  return {
    ...request,
    auth,
    headers: auth ? headers.filter(({ name }) => !isOfAuth(name)) : headers,
  };
}

/** A script of JetBrains that keeps a part of an answer for later requests. */
function scriptsIn(file: SourceTree): readonly Remark[] {
  const hasScript = file.text.includes('{%') && setsValues(file.text);
  return hasScript ? [{ code: 'script', place: placeOf([titleOf(file)]) }] : [];
}
