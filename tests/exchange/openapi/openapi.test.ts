import { describe, expect, it } from 'vitest';
import { readImport } from '../../../src/exchange';
import { readFixture, summary } from '../fixture';

const ofText = async (description: unknown) =>
  summary(await readImport([{ name: '', text: JSON.stringify(description) }]));

describe('openapi', () => {
  it('makes a skeleton for each alternative, on every server that variables name', async () => {
    const sites = ['https://eu.pets.test:8443/v1', 'https://us.pets.test:8443/v1'];

    expect(summary(await readFixture('openapi', 'petstore-3.0.yaml'))).toEqual({
      profiles: [
        {
          name: 'Pet shop (token)',
          isReady: false,
          sites,
          headers: ['bearer'],
          remarks: ['credential-missing'],
        },
        {
          name: 'Pet shop (key)',
          isReady: false,
          sites,
          headers: ['api-key headerName=X-Pet-Key'],
          remarks: ['credential-missing'],
        },
      ],
      remarks: [],
    });
  });

  it('narrows to the operations that take a credential, through references and past circles', async () => {
    expect(summary(await readFixture('openapi', 'overrides-3.1.json'))).toEqual({
      profiles: [
        {
          name: 'Overrides',
          isReady: false,
          sites: ['https://api.test/v1/maybe', 'https://api.test/v1/users/*/keys'],
          headers: ['basic GET,DELETE'],
          remarks: ['credential-missing'],
        },
      ],
      remarks: ['scheme-unsupported: loop'],
    });
  });

  it('makes a skeleton for each flow that Keybearer knows, with the scopes that operations ask for', async () => {
    const { profiles, remarks } = summary(await readFixture('openapi', 'oauth-3.0.json'));

    expect(
      profiles.map(({ name, headers, remarks: codes }) => [name, ...headers, ...codes]),
    ).toEqual([
      [
        'Flows (oauth: clientCredentials)',
        'oauth2-client-credentials tokenUrl=https://login.test/token scope=read write',
        'credential-missing',
      ],
      [
        'Flows (oauth: authorizationCode)',
        'oauth2-authorization-code scope=read write authorizationUrl=https://login.test/authorize',
        'variable-unresolved',
        'credential-missing',
      ],
      [
        'Flows (oidc)',
        'oauth2-authorization-code issuer=https://id.test/realm scope=read',
        'credential-missing',
      ],
    ]);
    expect(remarks).toEqual([
      'scheme-unsupported: oauth › implicit',
      'scheme-unsupported: oauth › password',
    ]);
  });

  it('reads Swagger 2: host with port, base path, https of two protocols, and a bearer token as a key', async () => {
    const { profiles } = summary(await readFixture('openapi', 'swagger-2.json'));

    expect(profiles.map(({ headers }) => headers)).toEqual([
      ['bearer'],
      ['basic'],
      ['oauth2-client-credentials tokenUrl=https://shop.test/token'],
      [
        'oauth2-authorization-code tokenUrl=https://shop.test/token scope=orders authorizationUrl=https://shop.test/auth',
      ],
    ]);
    expect(new Set(profiles.flatMap(({ sites }) => sites))).toEqual(
      new Set(['https://shop.test:8443/api']),
    );
    expect(profiles.some(({ isReady }) => isReady)).toBe(false);
  });

  it('reports keys in queries and cookies, and schemes that Keybearer does not have', async () => {
    expect(summary(await readFixture('openapi', 'keys-elsewhere.yaml'))).toEqual({
      profiles: [],
      remarks: [
        'in-query: inQuery',
        'in-cookie: inCookie',
        'scheme-unsupported: digest',
        'scheme-unsupported: tls',
        'scheme-unsupported: elsewhere',
      ],
    });
  });

  it('puts schemes that are needed together into one profile', async () => {
    expect(summary(await readFixture('openapi', 'together.yaml'))).toMatchObject({
      profiles: [
        {
          name: 'Two keys',
          sites: ['https://api.test/base'],
          headers: ['api-key headerName=X-App-Id', 'api-key headerName=X-App-Key'],
        },
      ],
      remarks: ['in-query: query'],
    });
  });

  it('says which server is missing, unknown or http', async () => {
    const nowhere = summary(await readFixture('openapi', 'no-server.yaml'));
    const variables = summary(await readFixture('openapi', 'variables.json'));

    expect(nowhere.profiles).toMatchObject([
      { sites: [], remarks: ['site-missing', 'credential-missing'] },
    ]);
    expect(variables.profiles).toMatchObject([
      {
        sites: ['https://slashes.test/v1'],
        remarks: ['variable-unresolved', 'variable-unresolved', 'http-plain', 'credential-missing'],
      },
    ]);
  });

  it('takes the shared start of more than twenty paths', async () => {
    const path = (index: number) => [`/admin/keys${index}`, { get: { security: [{ key: [] }] } }];
    const { profiles } = await ofText({
      openapi: '3.0.0',
      info: { title: 'Many' },
      servers: [{ url: 'https://api.test/v1' }],
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      paths: {
        '/': { get: {} },
        ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => path(i))),
      },
    });

    expect(profiles).toMatchObject([{ sites: ['https://api.test/v1/admin'] }]);
  });

  it('takes no credential from examples and defaults, and no names of all objects', async () => {
    const { profiles, remarks } = await ofText({
      openapi: '3.0.0',
      info: { title: 'Examples' },
      servers: [{ url: 'https://api.test' }],
      components: {
        securitySchemes: {
          key: {
            type: 'apiKey',
            in: 'header',
            name: 'X-Key',
            example: 'secret',
            default: 'secret',
          },
        },
      },
      security: [{ key: [] }, { constructor: [] }, { __proto__: [] }],
      paths: { '/a': { get: {} } },
    });

    expect(profiles).toMatchObject([{ headers: ['api-key headerName=X-Key'], isReady: false }]);
    expect(remarks).toEqual(['scheme-unsupported: constructor']);
  });
});
