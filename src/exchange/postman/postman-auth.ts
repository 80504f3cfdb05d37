/**
 * The auth of a Postman collection, folder or request: `type`, and the parameters of that type as a list
 * of rows (2.1) or as an object (2.0).
 */
import { jwtIn } from '../collection/jwt-in';
import { requestParameters } from '../collection/request-parameters';
import { textOrNull } from '../collection/rows';
import type { SourceAuth, SourceOAuth2 } from '../collection/source-auth';
import { grantNamed } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asList, asMap, asText, isMap } from '../text/tree';

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
      return jwtIn(parameters, {
        header: 'header',
        sentIn: text('addTokenTo').startsWith('query') ? 'query' : 'header',
      });
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

function oauth2Of(parameters: TreeMap, text: (name: string) => string): SourceOAuth2 {
  return {
    kind: 'oauth2',
    // With PKCE or without: the scheme always uses it.
    grant: grantNamed(text('grant_type').replace(/_with_pkce$/, '')),
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
      ...requestParameters(parameters.authRequestParams, 'authorization', 'send_as'),
      ...requestParameters(parameters.tokenRequestParams, 'token', 'send_as'),
    ],
    sentIn: text('addTokenTo').startsWith('query') ? 'query' : 'header',
    word: text('headerPrefix'),
  };
}
