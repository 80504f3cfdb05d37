/**
 * Finds where to sign in for an API: its refusal names its metadata, and the metadata names the server.
 *
 * All of this is input from the API, or from an attacker in its place. So the result is a proposal. It
 * counts only if the API describes itself, and Keybearer sends no request to the server that it names.
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

/** More would be too many to choose from. */
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
    // RFC 6749 §3.3: other characters separate scopes or are not allowed.
    scopes: output.scopes_supported
      .filter((scope) => /^[!#-[\]-~]{1,200}$/.test(scope))
      .slice(0, SCOPES_AT_MOST),
  };
}

/** @returns the address in the first challenge that has one (RFC 9728 §5.1). */
function metadataNamedBy({ headers }: Response): string | undefined {
  return readChallenges([...headers])
    .map(({ parameters }) => parameters.get('resource_metadata'))
    .find((value) => value !== undefined);
}

/** Whether the URL is inside the resource. */
function covers(resource: string, url: URL): boolean {
  const whole = safeIssuer(resource);
  if (!whole || whole.origin !== url.origin) return false;
  // Casts: a `PathScope` is a path as `URL` writes it.
  const scope = (whole.pathname.replace(/\/$/, '') || '/') as PathScope;
  return isInside(url.pathname as PathScope, scope);
}

/** An issuer's spelling has no slash after a bare host; `URL` adds one. */
function asIssuer({ href, pathname }: URL): string {
  return pathname === '/' ? href.slice(0, -1) : href;
}

async function jsonOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}
