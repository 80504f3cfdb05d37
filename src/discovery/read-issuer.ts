/**
 * Reads the endpoints of an authorization server from its metadata.
 *
 * Metadata counts only if it names the issuer that was asked for: otherwise one server could describe
 * another (RFC 8414 §3.3, §6.2). If it names another issuer, that name is a proposal to the user.
 *
 * Source: RFC 8414 §3; OpenID Connect Discovery 1.0 §4 for servers without such a document.
 */
import * as oauth from 'oauth4webapi';
import { tenantTemplate } from '../domain/entra';
import { AppError } from '../domain/errors';
import type { DescribedIssuer, IssuerAnswer } from '../domain/proposal';
import { ask } from './ask';
import { followingOnce } from './follow-once';
import { nameToPropose } from './own-name';
import { readEndpoints } from './read-endpoints';

/**
 * @param issuer - It has https, or is on this computer.
 * @throws AppError `discovery-…`
 */
export async function readIssuer(
  issuer: string,
  fetch: typeof globalThis.fetch,
): Promise<IssuerAnswer> {
  const url = new URL(issuer);
  const ownNames: string[] = [];
  let failure = new AppError('discovery-not-found', 'neither document');
  for (const algorithm of ['oauth2', 'oidc'] as const) {
    const response = await ask((signal) =>
      oauth.discoveryRequest(url, {
        algorithm,
        [oauth.customFetch]: (address, { headers }) =>
          followingOnce(fetch)(address, { headers, signal }),
        [oauth.allowInsecureRequests]: true,
      }),
    );
    if (response.status !== 200) continue;
    try {
      return answerOf(await oauth.processDiscoveryResponse(url, response));
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      const other = otherServerIn(cause);
      if (other && other.issuer === tenantTemplate(issuer)) {
        return { ...answerOf({ ...other, issuer }), isForEveryTenant: true };
      }
      if (other) ownNames.push(other.issuer);
      // Some servers answer unknown addresses with a page, so the other document may still exist.
      else failure = new AppError('discovery-unreadable', 'no metadata', { cause });
    }
  }
  if (ownNames.length === 0) throw failure;
  return { callsItself: nameToPropose(ownNames, url) };
}

function answerOf(server: oauth.AuthorizationServer): DescribedIssuer {
  // Other characters can make one host look like another.
  if (!/^[!-~]+$/.test(server.issuer)) {
    throw new AppError('discovery-issuer-differs', 'not spelled in ASCII');
  }
  const { endpoints, leftOut } = readEndpoints(server);
  // RFC 9207 §3.
  const namesItself = server.authorization_response_iss_parameter_supported === true;
  const issCheck = namesItself ? 'always' : 'if-sent';
  return { metadata: { issuer: server.issuer, ...endpoints, issCheck }, leftOut };
}

/** @param error - What oauth4webapi throws for metadata with another issuer. */
function otherServerIn(error: unknown): oauth.AuthorizationServer | undefined {
  if (!(error instanceof oauth.OperationProcessingError)) return undefined;
  if (error.code !== oauth.JSON_ATTRIBUTE_COMPARISON) return undefined;
  // Cast: the library gives this cause with this code.
  return (error.cause as { readonly body: oauth.AuthorizationServer }).body;
}
