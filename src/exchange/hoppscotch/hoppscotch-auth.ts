/** The auth of a Hoppscotch collection, folder or request: `authType`, with its keys beside it. */
import { jwtIn } from '../collection/jwt-in';
import { requestParameters } from '../collection/request-parameters';
import { textOrNull } from '../collection/rows';
import type { SourceAuth, SourceOAuth2 } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asText, isMap } from '../text/tree';

/** Absent and `inherit`: the folder's above. Switched off: none. */
export function authOf(tree: Tree | undefined): SourceAuth | undefined {
  if (!isMap(tree)) return undefined;
  const type = asText(tree.authType);
  const text = (name: string) => textOrNull(tree[name]) ?? '';
  if (asBoolean(tree.authActive) === false || type === 'none') return { kind: 'none' };
  const sentIn = text('addTo').toLowerCase().startsWith('query') ? 'query' : 'header';
  switch (type) {
    case undefined:
    case 'inherit':
      return undefined;
    case 'basic':
      return { kind: 'basic', username: text('username'), password: text('password') };
    case 'bearer':
      return { kind: 'bearer', token: text('token') };
    case 'api-key':
      return { kind: 'api-key', name: text('key'), value: text('value'), sentIn };
    case 'oauth-2':
      return {
        ...(isMap(tree.grantTypeInfo) ? grantOf(tree.grantTypeInfo) : flatOf(text)),
        sentIn,
      };
    case 'jwt':
      return jwtIn(tree, { header: 'jwtHeaders', sentIn });
    default:
      return { kind: 'unsupported' };
  }
}

/** Requests of version 0. */
export function oldAuthOf(request: TreeMap): SourceAuth | undefined {
  const text = (name: string) => textOrNull(request[name]) ?? '';
  switch (asText(request.auth)) {
    case 'Basic Auth':
      return { kind: 'basic', username: text('httpUser'), password: text('httpPassword') };
    case 'Bearer Token':
    case 'OAuth 2.0':
      return { kind: 'bearer', token: text('bearerToken') };
    case 'None':
      return { kind: 'none' };
    default:
      return undefined;
  }
}

/** Collections of version 1 and 2. */
function flatOf(text: (name: string) => string): SourceOAuth2 {
  return {
    kind: 'oauth2',
    accessToken: text('token'),
    tokenUrl: text('accessTokenURL'),
    authorizationUrl: text('authURL'),
    clientId: text('clientID'),
    scope: text('scope'),
  };
}

function grantOf(info: TreeMap): SourceOAuth2 {
  const text = (name: string) => textOrNull(info[name]) ?? '';
  const common: SourceOAuth2 = {
    kind: 'oauth2',
    grant: 'other',
    accessToken: text('token'),
    clientId: text('clientID'),
    clientSecret: text('clientSecret'),
    scope: text('scopes'),
    parameters: [
      ...requestParameters(info.authRequestParams, 'authorization', 'sendIn'),
      ...requestParameters(info.tokenRequestParams, 'token', 'sendIn'),
    ],
  };
  switch (text('grantType')) {
    case 'CLIENT_CREDENTIALS':
      return {
        ...common,
        grant: 'client-credentials',
        // The client names the token URL so for this grant.
        tokenUrl: text('authEndpoint'),
        clientAuth: text('clientAuthentication') === 'AS_BASIC_AUTH_HEADERS' ? 'basic' : 'post',
      };
    case 'AUTHORIZATION_CODE':
      return {
        ...common,
        grant: 'authorization-code',
        authorizationUrl: text('authEndpoint'),
        tokenUrl: text('tokenEndpoint'),
        clientAuth: 'post',
      };
    default:
      return common;
  }
}
