/**
 * Three stand-ins in the words of OpenAPI 3.0, for Swagger UI: a token of a login, a token by client
 * credentials, a signature over time.
 */

/** The described endpoints, by the id of their operation. */
export const OPERATIONS = {
  readNotes: { site: 'https://api.login.test', path: '/v1/notes' },
  readEntities: { site: 'https://api.ixo.test', path: '/v1/entities' },
  searchPodcasts: { site: 'https://api.podcastindex.test', path: '/api/1.0/search/byterm' },
};

/** @typedef {keyof typeof OPERATIONS} OperationId */

export const OPENAPI = {
  openapi: '3.0.3',
  info: {
    title: 'The APIs of the lab',
    version: '1.0.0',
    description:
      'Press *Try it out*, then *Execute*. This page knows no credentials: Keybearer adds them, where the profile names docs.login.test among the other sites that may call the API.',
  },
  paths: Object.fromEntries([
    path('readNotes', 'Notes API', 'A token of a login', 'Bearer token of POST /auth/login/'),
    path('readEntities', 'IXO', 'A token by client credentials', 'Bearer token of auth.ixo.test'),
    path(
      'searchPodcasts',
      'Podcast Index',
      'A signature over time',
      'X-Auth-Key, X-Auth-Date and Authorization, all of one moment',
    ),
  ]),
};

/**
 * @param {OperationId} operationId
 * @param {string} tag
 * @param {string} summary
 * @param {string} description
 */
function path(operationId, tag, summary, description) {
  const { site, path: name } = OPERATIONS[operationId];
  const responses = { 200: { description: 'OK' }, 401: { description: 'No valid credential' } };
  return [
    name,
    {
      servers: [{ url: site }],
      get: { operationId, tags: [tag], summary, description, responses },
    },
  ];
}
