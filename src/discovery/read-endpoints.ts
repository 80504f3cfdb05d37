/**
 * Reads the endpoints from an authorization server's metadata. Only the token endpoint spoils the
 * rest: every grant needs it, and a secret goes there.
 *
 * Source: RFC 8414 §2.
 */
import type { AuthorizationServer } from 'oauth4webapi';
import { AppError } from '../domain/errors';
import type { EndpointName, IssuerMetadata } from '../domain/proposal';
import { safeUrl } from './safe-url';

/** Field name → member of the metadata. */
const MEMBERS = {
  authorizationUrl: 'authorization_endpoint',
  tokenUrl: 'token_endpoint',
  deviceUrl: 'device_authorization_endpoint',
  revocationUrl: 'revocation_endpoint',
} as const satisfies Record<EndpointName, keyof AuthorizationServer>;

/**
 * @returns the usable endpoints, and the names of those that the server gives in a form that cannot
 * be used. Null and empty text count as absent.
 * @throws AppError `discovery-unsafe`
 */
export function readEndpoints(server: AuthorizationServer): {
  readonly endpoints: Pick<IssuerMetadata, EndpointName>;
  readonly leftOut: readonly EndpointName[];
} {
  const endpoints: { [name in EndpointName]?: string } = {};
  const leftOut: EndpointName[] = [];
  // Cast: `keys` forgets the names.
  for (const name of Object.keys(MEMBERS) as EndpointName[]) {
    // Cast: the members are as the server has sent them.
    const named = server[MEMBERS[name]] as unknown;
    if (named === undefined || named === null || named === '') continue;
    const url = safeUrl(named);
    if (url) endpoints[name] = url.href;
    else if (name === 'tokenUrl') throw new AppError('discovery-unsafe', name);
    else leftOut.push(name);
  }
  return { endpoints, leftOut };
}
