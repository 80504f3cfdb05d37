/** The pages of real clients load from the lab alone, and describe endpoints that the stand-ins have. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab } from '../../lab.mjs';
import { askLab } from '../../server/ask-lab.mjs';
import { LOGIN_ACCOUNT } from '../login-api.mjs';
import { GRAPHQL_ENDPOINT, NOTES_QUERY } from './graphiql.mjs';
import { OPENAPI } from './openapi.mjs';

/** @type {import('../../lab.mjs').Lab} */
let lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab.stop());

describe.each(['https://docs.login.test', 'https://graphiql.login.test'])('%s', (site) => {
  it('has every file that its page loads', async () => {
    const { text } = await askLab(lab, `${site}/`);
    const files = [...text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);

    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const { status, text: content } = await askLab(lab, `${site}${file}`);
      expect([file, status]).toEqual([file, 200]);
      expect(content.length).toBeGreaterThan(1000);
    }
    expect(text).not.toMatch(/(?:src|href)="https?:/);
  });
});

it('the OpenAPI document describes endpoints that want a credential', async () => {
  const { text } = await askLab(lab, 'https://docs.login.test/openapi.json');
  expect(JSON.parse(text)).toEqual(OPENAPI);

  for (const [path, { servers }] of Object.entries(OPENAPI.paths)) {
    expect([path, (await askLab(lab, servers[0].url + path)).status]).toEqual([path, 401]);
  }
});

describe('the GraphQL endpoint', () => {
  /**
   * @param {string} query
   * @param {string} [authorization]
   */
  const ask = (query, authorization) =>
    askLab(lab, GRAPHQL_ENDPOINT, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
      body: JSON.stringify({ query }),
    });

  it('wants a token of the login, and runs queries and introspection with it', async () => {
    expect((await ask(NOTES_QUERY)).status).toBe(401);

    const login = await askLab(lab, 'https://api.login.test/auth/login/', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(LOGIN_ACCOUNT),
    });
    const bearer = `Bearer ${JSON.parse(login.text).data.token}`;
    const notes = await ask(NOTES_QUERY, bearer);
    expect(JSON.parse(notes.text)).toEqual({ data: { notes: [{ id: 1, text: 'A note' }] } });
    const schema = await ask('{ __schema { queryType { name } } }', bearer);
    expect(JSON.parse(schema.text)).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    expect(JSON.parse((await ask('{ nothing }', bearer)).text).errors).toHaveLength(1);
  });
});
