/** Bruno's auth modes. The file and the JSON export have the same fields under names of two styles. */
import type { SourceAuth, SourceParameter } from '../collection/source-auth';
import { grantNamed } from '../collection/source-auth';

/** @param name - As in the JSON export: `clientId`. @returns '' for a field that is not there. */
export type FieldOf = (name: string) => string;

/**
 * @param fieldOf - Of the block of this mode: blocks of other modes stay in a file, and are not in force.
 * @returns undefined to inherit.
 */
export function authOfMode(
  mode: string,
  fieldOf: FieldOf,
  parameters: readonly SourceParameter[],
): SourceAuth | undefined {
  switch (mode) {
    case 'inherit':
      return undefined;
    case 'none':
    case '':
      return { kind: 'none' };
    case 'basic':
      return { kind: 'basic', username: fieldOf('username'), password: fieldOf('password') };
    case 'bearer':
      return { kind: 'bearer', token: fieldOf('token') };
    case 'apikey':
      return {
        kind: 'api-key',
        name: fieldOf('key'),
        value: fieldOf('value'),
        sentIn: fieldOf('placement') === 'queryparams' ? 'query' : 'header',
      };
    case 'oauth2':
      return oauth2Of(fieldOf, parameters);
    default:
      return { kind: 'unsupported' };
  }
}

/** A folder without an auth of its own lets the requests below inherit from above it, also with `none`. */
export function authOfFolder(auth: SourceAuth | undefined): SourceAuth | undefined {
  return auth?.kind === 'none' ? undefined : auth;
}

function oauth2Of(fieldOf: FieldOf, parameters: readonly SourceParameter[]): SourceAuth {
  // Keybearer sends access tokens only.
  if (fieldOf('tokenSource') === 'id_token') return { kind: 'unsupported' };
  return {
    kind: 'oauth2',
    grant: grantNamed(fieldOf('grantType')),
    tokenUrl: fieldOf('accessTokenUrl'),
    authorizationUrl: fieldOf('authorizationUrl'),
    clientId: fieldOf('clientId'),
    clientSecret: fieldOf('clientSecret'),
    clientAuth: fieldOf('credentialsPlacement') === 'basic_auth_header' ? 'basic' : 'post',
    scope: fieldOf('scope'),
    parameters,
    sentIn: ['url', 'query'].includes(fieldOf('tokenPlacement')) ? 'query' : 'header',
    word: fieldOf('tokenHeaderPrefix'),
  };
}

/** Parameters of the requests of an OAuth 2.0 grant. @param sentIn - As in the JSON export. */
export function parameterOf(
  request: string,
  sentIn: string,
  name: string,
  value: string,
): SourceParameter {
  if (request === 'authorization' && sentIn === 'queryparams') {
    return { name, value, sentIn: 'authorization' };
  }
  if (request === 'token' && sentIn === 'body') return { name, value, sentIn: 'token-body' };
  // The schemes send none of the others: all are reported alike.
  return { name, value, sentIn: sentIn === 'queryparams' ? 'token-query' : 'token-header' };
}
