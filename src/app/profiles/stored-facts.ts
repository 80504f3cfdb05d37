/** Reads the facts of a stored credential: the same ones that pages show while it is typed. */
import type { CredentialFact } from '../../domain/credential';
import { AppError } from '../../domain/errors';
import { findScheme } from '../../schemes';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';

/** @returns an empty list if the header was removed or the vault is closed. */
export async function storedFacts(
  ports: Ports,
  headerId: string,
): Promise<readonly CredentialFact[]> {
  try {
    const { content } = await openVault(ports);
    const headers = content.profiles.flatMap((profile) => profile.headers);
    const header = headers.find(({ id }) => id === headerId);
    if (!header) return [];
    const scheme = findScheme(header.schemeId);
    return scheme.inspect?.(header.credential, { now: ports.now() }).facts ?? [];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
