/** The auth of a Thunder Client request, folder or collection: `type`, and the values under its name. */
import { textOrNull } from '../collection/rows';
import type { SourceAuth, SourceOAuth2 } from '../collection/source-auth';
import { grantNamed } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asMap, asText } from '../text/tree';

/** Absent and `inherit`: the folder's above. */
export function authOf(tree: Tree | undefined): SourceAuth | undefined {
  const auth = asMap(tree);
  const word = asText(auth.bearerPrefix);
  switch (asText(auth.type)) {
    case undefined:
    case 'inherit':
      return undefined;
    case 'none':
      return { kind: 'none' };
    case 'basic': {
      const { username, password } = asMap(auth.basic);
      return {
        kind: 'basic',
        username: textOrNull(username) ?? '',
        password: textOrNull(password) ?? '',
      };
    }
    case 'bearer':
      return { kind: 'bearer', token: textOrNull(auth.bearer) ?? '', ...(word && { word }) };
    case 'oauth2':
      return oauth2Of(asMap(auth.oauth2));
    default:
      return { kind: 'unsupported' };
  }
}

function oauth2Of(values: TreeMap): SourceOAuth2 {
  const text = (name: string) => textOrNull(values[name]) ?? '';
  return {
    kind: 'oauth2',
    grant: grantNamed(text('grantType')),
    accessToken: text('token') || text('accessToken'),
    tokenUrl: text('tokenUrl') || text('accessTokenUrl'),
    authorizationUrl: text('authUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    clientAuth: text('clientAuth').includes('body') ? 'post' : 'basic',
    scope: text('scope'),
    audience: text('audience'),
    resource: text('resource'),
    word: text('tokenPrefix'),
  };
}
