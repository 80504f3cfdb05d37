/** Files of HTTP clients with many requests, for the bounds of an import. */
import type { FilesOf } from './many-entries';

const list = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

export const postman: FilesOf = (count, at) =>
  JSON.stringify({
    info: {
      name: 'Many',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: list(count, (index) => ({
      name: `r${index}`,
      request: {
        method: 'GET',
        url: { raw: `https://${at(index)}/r/${index}` },
        auth: { type: 'bearer', bearer: [{ key: 'token', value: `pm-${index}`, type: 'string' }] },
      },
    })),
  });

export const insomnia: FilesOf = (count, at) =>
  JSON.stringify({
    _type: 'export',
    __export_format: 4,
    resources: [
      { _id: 'wrk_1', _type: 'workspace', name: 'Many', parentId: null },
      ...list(count, (index) => ({
        _id: `req_${index}`,
        _type: 'request',
        parentId: 'wrk_1',
        name: `r${index}`,
        method: 'GET',
        url: `https://${at(index)}/r/${index}`,
        authentication: { type: 'bearer', token: `in-${index}` },
        headers: [],
      })),
    ],
  });

export const bruno: FilesOf = (count, at) =>
  JSON.stringify({
    name: 'Many',
    version: '1',
    items: list(count, (index) => ({
      type: 'http',
      name: `r${index}`,
      request: {
        url: `https://${at(index)}/r/${index}`,
        method: 'GET',
        auth: { mode: 'bearer', bearer: { token: `br-${index}` } },
      },
    })),
    environments: [],
  });

export const opencollection: FilesOf = (count, at) =>
  [
    'opencollection: "1.0.0"',
    'info: { name: Many }',
    'items:',
    ...list(count, (index) =>
      [
        `  - info: { name: r${index}, type: http }`,
        `    http: { method: GET, url: "https://${at(index)}/r/${index}", auth: { type: bearer, token: "oc-${index}" } }`,
      ].join('\n'),
    ),
  ].join('\n');

export const hoppscotch: FilesOf = (count, at) =>
  JSON.stringify([
    {
      v: 2,
      name: 'Many',
      folders: [],
      requests: list(count, (index) => ({
        v: '3',
        name: `r${index}`,
        method: 'GET',
        endpoint: `https://${at(index)}/r/${index}`,
        params: [],
        headers: [],
        auth: { authType: 'bearer', authActive: true, token: `ho-${index}` },
      })),
      auth: { authType: 'none', authActive: true },
      headers: [],
    },
  ]);

export const thunder: FilesOf = (count, at) =>
  JSON.stringify({
    clientName: 'Thunder Client',
    collectionName: 'Many',
    folders: [],
    requests: list(count, (index) => ({
      _id: `r${index}`,
      containerId: '',
      name: `r${index}`,
      method: 'GET',
      url: `https://${at(index)}/r/${index}`,
      headers: [],
      auth: { type: 'bearer', bearer: `th-${index}` },
    })),
  });
