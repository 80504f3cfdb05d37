/** Reads the facts of a stored credential: the same ones that pages show while it is typed. */
import type { CredentialFact } from '../../domain/credential';
import { knownScheme } from '../../schemes';
import type { Ports } from '../ports';
import { storedHeader } from './stored-header';

/** @returns an empty list if the header was removed or the vault is closed. */
export async function storedFacts(
  ports: Ports,
  headerId: string,
): Promise<readonly CredentialFact[]> {
  const header = await storedHeader(ports, headerId);
  if (!header) return [];
  const scheme = knownScheme(header.schemeId);
  return scheme?.inspect?.(header.credential, { now: ports.now() }).facts ?? [];
}
