/**
 * The auth of a Postman collection, folder or request: `type`, and the parameters of that type as a list
 * of rows (2.1) or as an object (2.0).
 */
import { rowsOf, textOrNull } from '../collection/rows';
import type { SourceAuth, SourceOAuth2, SourceParameter } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asList, asMap, asText, isMap } from '../text/tree';

/** Absent, null and `inherit`: the folder's above. */
export function authOf(auth: Tree | undefined): SourceAuth | undefined {
  const type = asText(asMap(auth).type);
  if (type === undefined || type === 'inherit') return undefined;
  const parameters = parametersOf(asMap(auth)[type]);
  const text = (name: string) => textOrNull(parameters[name]) ?? '';
  switch (type) {
    case 'noauth':
      return { kind: 'none' };
    case 'basic':
      return { kind: 'basic', username: text('username'), password: text('password') };
    case 'bearer':
      return { kind: 'bearer', token: text('token') };
    case 'apikey':
      return {
        kind: 'api-key',
        name: text('key'),
        value: text('value'),
        sentIn: text('in') === 'query' ? 'query' : 'header',
      };
    case 'oauth2':
      return oauth2Of(parameters, text);
    case 'jwt':
      return {
        kind: 'jwt',
        algorithm: text('algorithm'),
        key: text('algorithm').startsWith('HS') ? text('secret') : text('privateKey'),
        isKeyBase64: asBoolean(parameters.isSecretBase64Encoded) ?? false,
        payload: text('payload'),
        header: text('header'),
        sentIn: text('addTokenTo').startsWith('query') ? 'query' : 'header',
        ...(parameters.headerPrefix !== undefined && { word: text('headerPrefix') }),
      };
    default:
      return { kind: 'unsupported' };
  }
}

function parametersOf(parameters: Tree | undefined): TreeMap {
  if (isMap(parameters)) return parameters;
  return Object.fromEntries(
    asList(parameters).flatMap((each) => {
      const { key, value } = asMap(each);
      const name = asText(key);
      return name === undefined ? [] : [[name, value]];
    }),
  );
}

const GRANTS: ReadonlyMap<string, SourceOAuth2['grant']> = new Map([
  ['client_credentials', 'client-credentials'],
  ['authorization_code', 'authorization-code'],
  ['authorization_code_with_pkce', 'authorization-code'],
]);

function oauth2Of(parameters: TreeMap, text: (name: string) => string): SourceOAuth2 {
  const grant = text('grant_type');
  return {
    kind: 'oauth2',
    grant: grant === '' ? undefined : (GRANTS.get(grant) ?? 'other'),
    accessToken: text('accessToken'),
    tokenUrl: text('accessTokenUrl'),
    authorizationUrl: text('authUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    clientAuth: text('client_authentication') === 'body' ? 'post' : 'basic',
    scope: text('scope'),
    audience: text('audience'),
    resource: text('resource'),
    parameters: [
      ...requestParameters(parameters.authRequestParams, 'authorization'),
      ...requestParameters(parameters.tokenRequestParams, 'token'),
    ],
    sentIn: text('addTokenTo').startsWith('query') ? 'query' : 'header',
    word: text('headerPrefix'),
  };
}

function requestParameters(
  rows: Tree | undefined,
  request: 'authorization' | 'token',
): readonly SourceParameter[] {
  return rowsOf(rows).map(({ name, value = '', row }) => {
    const sentAs = asText(row.send_as);
    if (request === 'authorization') return { name, value, sentIn: 'authorization' };
    if (sentAs === 'request_header') return { name, value, sentIn: 'token-header' };
    return { name, value, sentIn: sentAs === 'request_url' ? 'token-query' : 'token-body' };
  });
}
