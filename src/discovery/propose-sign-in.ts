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
import { resourceMetadataPlaces } from '../domain/metadata-address';
import type { SignInProposal } from '../domain/proposal';
import { isInside, type PathScope } from '../domain/site';
import { ask } from './ask';
import { followingOnce } from './follow-once';
import { safeIssuer, safeUrl } from './safe-url';

/** More would be too many to choose from. */
const SERVERS_AT_MOST = 5;
const SCOPES_AT_MOST = 100;

const metadata = v.object({
  resource: v.string(),
  // An optional member of another type must not take the others along.
  authorization_servers: v.fallback(v.nullish(v.array(v.unknown()), []), []),
  scopes_supported: v.fallback(v.nullish(v.array(v.unknown()), []), []),
});

/** @throws AppError `discovery-…` */
export async function proposeSignIn(
  url: URL,
  fetch: typeof globalThis.fetch,
): Promise<SignInProposal> {
  const ask = asking(followingOnce(fetch));
  const refusal = await ask(url.href);
  if (refusal.status !== 401) throw new AppError('discovery-no-proposal', 'no refusal');
  const named = metadataNamedBy(refusal);
  const { resource, authorization_servers, scopes_supported } =
    named === undefined
      ? await metadataAtWellKnown(url, ask)
      : await metadataAt(ownAddress(named, url), ask);
  if (!covers(resource, url)) throw new AppError('discovery-foreign', 'another resource');
  return { servers: issuersOf(authorization_servers), scopes: scopesOf(scopes_supported) };
}

type Metadata = v.InferOutput<typeof metadata>;
type Asking = (address: string) => Promise<Response>;

function asking(fetch: typeof globalThis.fetch): Asking {
  return (address) => ask((signal) => fetch(address, { signal }));
}

/** @throws AppError `discovery-foreign` if the metadata are not on the origin that they are about. */
function ownAddress(named: string, { origin }: URL): string {
  const address = safeUrl(named);
  if (address?.origin !== origin) throw new AppError('discovery-foreign', 'metadata elsewhere');
  return address.href;
}

/** A site that names no metadata may publish them all the same (RFC 9728 §3.1). */
async function metadataAtWellKnown(url: URL, ask: Asking): Promise<Metadata> {
  let cause: unknown;
  for (const place of resourceMetadataPlaces(url)) {
    try {
      return await metadataAt(place, ask);
    } catch (error) {
      // Some servers answer unknown addresses with a page, so the other document may still exist.
      cause = error;
    }
  }
  throw new AppError('discovery-no-proposal', 'neither named nor published', { cause });
}

/** @throws AppError `discovery-no-proposal` or `discovery-unreadable` */
async function metadataAt(address: string, ask: Asking): Promise<Metadata> {
  const response = await ask(address);
  if (response.status !== 200) throw new AppError('discovery-no-proposal', 'no metadata there');
  const { output, success } = v.safeParse(metadata, await jsonOf(response));
  if (!success) throw new AppError('discovery-unreadable', 'no metadata of a resource');
  return output;
}

/** Leaves out the servers that cannot be asked. @throws AppError if none is left. */
function issuersOf(named: readonly unknown[]): readonly string[] {
  const given = [...new Set(named)].slice(0, SERVERS_AT_MOST);
  if (given.length === 0) throw new AppError('discovery-no-proposal', 'no server');
  const issuers = given.flatMap((server) => safeIssuer(server) ?? []);
  if (issuers.length === 0) throw new AppError('discovery-unsafe', 'authorization server');
  return issuers.map(asIssuer);
}

function scopesOf(named: readonly unknown[]): readonly string[] {
  const scopes = named.filter((scope) => typeof scope === 'string');
  // RFC 6749 §3.3: other characters separate scopes or are not allowed.
  return scopes.filter((scope) => /^[!#-[\]-~]{1,200}$/.test(scope)).slice(0, SCOPES_AT_MOST);
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
