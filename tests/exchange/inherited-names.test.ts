/** Names that every object inherits, in the place of names that an importer looks up. */
import { expect } from 'vitest';
import { REMARKS } from '../../src/domain/imported';
import { readImport } from '../../src/exchange';
import { proves } from '../support/proves';

const NAMES = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

const FILES: readonly ((name: string) => string)[] = [
  (name) => `curl --${name} https://a.test -H 'Authorization: Bearer abc'`,
  (name) => `machine a.test login ada ${name} password abc`,
  (name) =>
    JSON.stringify({
      openapi: '3.0.0',
      info: { title: name },
      servers: [{ url: `https://{${name}}.test`, variables: {} }],
      security: [{ [name]: [] }],
      paths: { '/a': { get: {}, [name]: {} } },
    }),
  (name) =>
    JSON.stringify({
      info: {
        name,
        schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
      },
      item: [{ name, request: { url: 'https://a.test', auth: { type: name, [name]: [] } } }],
    }),
  (name) =>
    JSON.stringify([
      {
        objectType: 'rule',
        ruleType: name,
        status: 'Active',
        name,
        pairs: [{ source: { key: name, operator: name, value: name } }],
      },
    ]),
];

proves('T12', 'no inherited name becomes a remark, a field or a value', async (tried) => {
  for (const name of NAMES) {
    for (const fileOf of FILES) {
      const { profiles, remarks } = await readImport([{ name: '', text: fileOf(name) }]);

      const all = [...remarks, ...profiles.flatMap((profile) => profile.remarks)];
      expect(all.filter(({ code }) => !REMARKS.includes(code))).toEqual([]);
      // A worker hands it to the page so.
      expect(() => structuredClone(profiles)).not.toThrow();
      expect(Object.keys(Object.prototype)).toEqual([]);
      tried();
    }
  }
});
