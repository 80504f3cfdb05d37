/** The authentication of a request or folder of Insomnia. */
import type { Remark } from '../../domain/imported';
import type { SourceAuth } from '../collection/source-auth';
import { grantNamed } from '../collection/source-auth';
import type { Tree, TreeMap } from '../text/tree';
import { asBoolean, asMap, asText } from '../text/tree';

/**
 * @param place - Names of the source.
 * @param remarks - Gets one for an authentication that is switched off; Insomnia then takes the folder's.
 * @returns undefined to inherit.
 */
export function authOf(
  authentication: Tree | undefined,
  place: string,
  remarks: Remark[],
): SourceAuth | undefined {
  const auth = asMap(authentication);
  const type = asText(auth.type) ?? '';
  if (type === '') return undefined;
  if (type !== 'none' && asBoolean(auth.disabled)) {
    remarks.push({ code: 'disabled-in-source', place });
    return undefined;
  }
  const text = (name: string) => asText(auth[name]) ?? '';
  switch (type) {
    case 'none':
      return { kind: 'none' };
    case 'basic':
      return { kind: 'basic', username: text('username'), password: text('password') };
    case 'bearer':
      return { kind: 'bearer', token: text('token'), ...wordOf(text('prefix')) };
    case 'apikey':
      return {
        kind: 'api-key',
        name: text('key'),
        value: text('value'),
        sentIn: SENT_IN.get(text('addTo')) ?? 'header',
      };
    case 'oauth2':
      return oauth2Of(auth, text);
    default:
      return { kind: 'unsupported' };
  }
}

const SENT_IN: ReadonlyMap<string, 'query' | 'cookie'> = new Map([
  ['queryParams', 'query'],
  ['cookie', 'cookie'],
]);

/** An empty prefix means *Bearer*. */
function wordOf(prefix: string): { readonly word?: string } {
  if (prefix.trim() === '') return {};
  return { word: prefix === 'NO_PREFIX' ? '' : prefix };
}

function oauth2Of(auth: TreeMap, text: (name: string) => string): SourceAuth {
  // The schemes have no token without a word.
  if (text('tokenPrefix') === 'NO_PREFIX') return { kind: 'unsupported' };
  return {
    kind: 'oauth2',
    // The app's default for none.
    grant: grantNamed(text('grantType') || 'authorization_code'),
    tokenUrl: text('accessTokenUrl'),
    authorizationUrl: text('authorizationUrl'),
    clientId: text('clientId'),
    clientSecret: text('clientSecret'),
    clientAuth: asBoolean(auth.credentialsInBody) ? 'post' : 'basic',
    scope: text('scope'),
    audience: text('audience'),
    resource: text('resource'),
    word: text('tokenPrefix'),
  };
}
