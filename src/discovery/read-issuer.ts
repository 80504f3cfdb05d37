/**
 * Reads the endpoints of an authorization server from its metadata.
 *
 * Source: RFC 8414 §3; OpenID Connect Discovery 1.0 §4 for servers without such a document.
 */
import * as oauth from 'oauth4webapi';
import { AppError } from '../domain/errors';
import type { IssuerMetadata } from '../domain/proposal';
import { ask } from './ask';
import { safeUrl } from './safe-url';

/** @throws AppError `discovery-…` */
export async function readIssuer(
  issuer: URL,
  fetch: typeof globalThis.fetch,
): Promise<IssuerMetadata> {
  let failure = new AppError('discovery-not-found', 'neither document');
  for (const algorithm of ['oauth2', 'oidc'] as const) {
    const response = await ask((signal) =>
      oauth.discoveryRequest(issuer, {
        algorithm,
        [oauth.customFetch]: (url, { headers }) => fetch(url, { headers, signal }),
        // The issuer was checked before: it has https, or is on this computer.
        [oauth.allowInsecureRequests]: true,
      }),
    );
    if (response.status !== 200) continue;
    try {
      return metadataOf(await oauth.processDiscoveryResponse(issuer, response));
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      if (isOtherIssuer(cause)) throw new AppError('discovery-issuer-differs', 'another issuer');
      // Some servers answer unknown addresses with a page, so the other document may still exist.
      failure = new AppError('discovery-unreadable', 'no metadata', { cause });
    }
  }
  throw failure;
}

function metadataOf(server: oauth.AuthorizationServer): IssuerMetadata {
  // Other characters can make one host look like another.
  if (!/^[!-~]+$/.test(server.issuer)) {
    throw new AppError('discovery-issuer-differs', 'not spelled in ASCII');
  }
  return {
    issuer: server.issuer,
    ...endpoint('authorizationUrl', server.authorization_endpoint),
    ...endpoint('tokenUrl', server.token_endpoint),
    ...endpoint('deviceUrl', server.device_authorization_endpoint),
    ...endpoint('revocationUrl', server.revocation_endpoint),
    // RFC 9207 §3.
    issCheck: server.authorization_response_iss_parameter_supported === true ? 'always' : 'if-sent',
  };
}

/** @throws AppError `discovery-unsafe` */
function endpoint<K extends string>(name: K, named: unknown): { readonly [name in K]?: string } {
  if (named === undefined) return {};
  const url = safeUrl(named);
  if (!url) throw new AppError('discovery-unsafe', name);
  // Cast: TypeScript forgets the type of a computed name.
  return { [name]: url.href } as { readonly [name in K]?: string };
}

function isOtherIssuer(error: unknown): boolean {
  return (
    error instanceof oauth.OperationProcessingError &&
    error.code === oauth.JSON_ATTRIBUTE_COMPARISON
  );
}
