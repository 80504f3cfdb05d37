/**
 * The notes by GraphQL, for a request that is allowed: `graphql` runs the query against the schema, as in
 * most servers of JavaScript. Source: graphql.github.io/graphql-over-http, "Request" and "Response".
 */
import { buildSchema, graphql } from 'graphql';
import { jsonAnswer } from '../server/lab-host.mjs';

const SCHEMA = buildSchema(`
  type Query { notes: [Note!]! }
  type Note { id: Int!, text: String! }
`);

/**
 * @param {string} body The request's JSON.
 * @param {readonly { readonly id: number, readonly text: string }[]} notes
 * @returns {Promise<import('../server/lab-host.mjs').LabAnswer>}
 */
export async function graphqlAnswer(body, notes) {
  const { query, variables, operationName } = fieldsOf(body);
  if (typeof query !== 'string') return jsonAnswer(400, { errors: [{ message: 'No query' }] });
  const result = await graphql({
    schema: SCHEMA,
    source: query,
    rootValue: { notes },
    variableValues: Object(variables ?? {}),
    operationName: typeof operationName === 'string' ? operationName : null,
  });
  return jsonAnswer(200, result);
}

/**
 * @param {string} body
 * @returns {Readonly<Record<string, unknown>>}
 */
function fieldsOf(body) {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}
