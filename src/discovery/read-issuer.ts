/**
 * What an authorization server tells of itself: where its endpoints are.
 *
 * Source: RFC 8414 §3, and OpenID Connect Discovery 1.0 §4 where it has no such document.
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
        // Whether it may be asked at all is decided: what is not this computer is asked by https.
        [oauth.allowInsecureRequests]: true,
      }),
    );
    if (response.status !== 200) continue;
    try {
      return metadataOf(await oauth.processDiscoveryResponse(issuer, response));
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      if (isOtherIssuer(cause)) throw new AppError('discovery-issuer-differs', 'another issuer');
      // A page for every address that it does not know: the other document may be there still.
      failure = new AppError('discovery-unreadable', 'no metadata', { cause });
    }
  }
  throw failure;
}

function metadataOf(server: oauth.AuthorizationServer): IssuerMetadata {
  // The same host can be spelled to look like another.
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
  // Cast: a computed name loses its type.
  return { [name]: url.href } as { readonly [name in K]?: string };
}

function isOtherIssuer(error: unknown): boolean {
  return (
    error instanceof oauth.OperationProcessingError &&
    error.code === oauth.JSON_ATTRIBUTE_COMPARISON
  );
}
