/** Captures, commands, descriptions and files of secrets with many entries, for the bounds of an import. */
import type { FilesOf } from './many-entries';

const list = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

/** The scheme counts as an entry, too. */
export const openapi: FilesOf = (count, at) =>
  JSON.stringify({
    openapi: '3.0.0',
    info: { title: 'Many', version: '1' },
    servers: [{ url: `https://${at(0)}` }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    paths: Object.fromEntries([
      ['/public', { get: {} }],
      ...list(count - 2, (index) => [`/r/${index}`, { get: { security: [{ key: [] }] } }] as const),
    ]),
  });

export const har: FilesOf = (count, at) =>
  JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'generated', version: '1' },
      entries: list(count, (index) => ({
        startedDateTime: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
        request: {
          method: 'GET',
          url: `https://${at(index)}/r/${index}`,
          headers: [{ name: 'Authorization', value: `Bearer ha-${index}` }],
          queryString: [],
        },
        response: { status: 200 },
      })),
    },
  });

export const curl: FilesOf = (count, at) =>
  list(
    count,
    (index) => `curl 'https://${at(index)}/r/${index}' -H 'Authorization: Bearer cu-${index}'`,
  ).join('\n');

export const netrc: FilesOf = (count, at) =>
  list(count, (index) => `machine ${at(index)} login u${index} password ne-${index}`).join('\n');

export const env: FilesOf = (count) =>
  list(count, (index) => `SERVICE_${index}_API_KEY=en-${index}`).join('\n');

export const http: FilesOf = (count, at) =>
  list(
    count,
    (index) =>
      `### r${index}\nGET https://${at(index)}/r/${index}\nAuthorization: Bearer ht-${index}\n`,
  ).join('\n');
