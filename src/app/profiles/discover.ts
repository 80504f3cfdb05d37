/**
 * Asks servers how to sign in. The answer is a proposal: it is not stored, and the request carries no
 * credential. It runs outside the queue, since a server may take ten seconds.
 */

import { proposeSignIn } from '../../discovery/propose-sign-in';
import { readIssuer } from '../../discovery/read-issuer';
import { AppError, toFailure } from '../../domain/errors';
import { withoutMetadataPart } from '../../domain/metadata-address';
import { parseOrigin, pathOfTyped } from '../../domain/parse-site';
import type { Discovered, IssuerAnswer, SignInProposal } from '../../domain/proposal';
import type { Origin } from '../../domain/site';
import { fieldError } from '../../schemes/field-error';
import { parseIssuer } from '../../schemes/oauth2/issuer';
import { isOverdue } from '../absence/deadline';
import type { Ports } from '../ports';

type AskingPorts = Pick<Ports, 'session' | 'permissions' | 'fetchSeeingRedirects' | 'now'>;

/** @param typed - The issuer, as typed in the form. */
export function lookUpIssuer(ports: AskingPorts, typed: string): Promise<Discovered<IssuerAnswer>> {
  return discovered(async () => {
    const { issuer } = parseIssuer({ issuer: typed });
    if (issuer === undefined) throw fieldError('issuer', 'required');
    await refuseUnlessAllowed(ports, new URL(issuer));
    return readIssuer(issuer, ports.fetchSeeingRedirects);
  });
}

/** @param typed - A site with its path, as typed in the form. */
export function findSignIn(ports: AskingPorts, typed: string): Promise<Discovered<SignInProposal>> {
  return discovered(async () => {
    const site = withoutMetadataPart(typed);
    // The segment with the first star, and all after it, name no real path.
    const path = pathOfTyped(site).replace(/[^/]*\*.*$/, '');
    // Joined as text: a path that begins with two slashes would resolve to another host.
    const url = new URL(parseOrigin(site) + path);
    await refuseUnlessAllowed(ports, url);
    return proposeSignIn(url, ports.fetchSeeingRedirects);
  });
}

async function discovered<T>(find: () => Promise<T>): Promise<Discovered<T>> {
  try {
    return { ok: true, found: await find() };
  } catch (error) {
    return { ok: false, failure: toFailure(error) };
  }
}

/** @throws AppError `vault-locked` or `discovery-not-allowed` */
async function refuseUnlessAllowed(ports: AskingPorts, { origin }: URL): Promise<void> {
  const session = await ports.session.readNow();
  if (!session.dataKey || isOverdue(session, ports.now())) {
    throw new AppError('vault-locked', 'locked, or the deadline has passed');
  }
  // Cast: `Origin` is the form that the URL parser writes.
  const allowed = await ports.permissions.allowed([origin as Origin]);
  if (allowed.size === 0) throw new AppError('discovery-not-allowed', origin);
}
