/**
 * What an API says of where one signs in: its refusal names its metadata, and they the server.
 *
 * All of it is input of whoever runs the API, or sits in its place. So it is a proposal, taken only
 * where the API speaks for itself, and nothing is asked of the server that it names.
 *
 * Source: RFC 9728 §2, §3.3, §5.
 */
import * as v from 'valibot';
import { readChallenges } from '../domain/challenge';
import { AppError } from '../domain/errors';
import type { SignInProposal } from '../domain/proposal';
import { isInside, type PathScope } from '../domain/site';
import { ask } from './ask';
import { safeIssuer, safeUrl } from './safe-url';

/** More is nothing to choose from, or to look at. */
const SERVERS_AT_MOST = 5;
const SCOPES_AT_MOST = 100;

const metadata = v.object({
  resource: v.string(),
  authorization_servers: v.optional(v.array(v.string()), []),
  scopes_supported: v.optional(v.array(v.string()), []),
});

/** @throws AppError `discovery-…` */
export async function proposeSignIn(
  url: URL,
  fetch: typeof globalThis.fetch,
): Promise<SignInProposal> {
  const refusal = await ask((signal) => fetch(url.href, { signal }));
  const named = refusal.status === 401 ? metadataNamedBy(refusal) : undefined;
  if (named === undefined) throw new AppError('discovery-no-proposal', 'no challenge names any');
  const address = safeUrl(named);
  if (address?.origin !== url.origin) throw new AppError('discovery-foreign', 'metadata elsewhere');
  const response = await ask((signal) => fetch(address.href, { signal }));
  if (response.status !== 200) throw new AppError('discovery-no-proposal', 'no metadata there');
  const { output, success } = v.safeParse(metadata, await jsonOf(response));
  if (!success) throw new AppError('discovery-unreadable', 'no metadata of a resource');
  if (!covers(output.resource, url)) throw new AppError('discovery-foreign', 'another resource');
  const servers = [...new Set(output.authorization_servers)].slice(0, SERVERS_AT_MOST);
  if (servers.length === 0) throw new AppError('discovery-no-proposal', 'no server');
  return {
    servers: servers.map((server) => {
      const issuer = safeIssuer(server);
      if (!issuer) throw new AppError('discovery-unsafe', 'authorization server');
      return asIssuer(issuer);
    }),
    // RFC 6749 §3.3: whatever else is in it would be more than one.
    scopes: output.scopes_supported
      .filter((scope) => /^[!#-[\]-~]{1,200}$/.test(scope))
      .slice(0, SCOPES_AT_MOST),
  };
}

/** By the first challenge that names any (RFC 9728 §5.1). */
function metadataNamedBy({ headers }: Response): string | undefined {
  return readChallenges([...headers])
    .map(({ parameters }) => parameters.get('resource_metadata'))
    .find((value) => value !== undefined);
}

/** Whether a resource is what the URL leads to, or has it inside. */
function covers(resource: string, url: URL): boolean {
  const whole = safeIssuer(resource);
  if (!whole || whole.origin !== url.origin) return false;
  // Casts: paths as URL writes them.
  const scope = (whole.pathname.replace(/\/$/, '') || '/') as PathScope;
  return isInside(url.pathname as PathScope, scope);
}

/** As issuers are spelled: without the slash that URL gives a bare host. */
function asIssuer({ href, pathname }: URL): string {
  return pathname === '/' ? href.slice(0, -1) : href;
}

async function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}
