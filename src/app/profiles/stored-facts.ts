/** What a stored credential tells of itself: what pages saw while it was typed, and nothing more. */
import type { CredentialFact } from '../../domain/credential';
import { AppError } from '../../domain/errors';
import { findScheme } from '../../schemes';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';

/** @returns nothing of a header that is gone, or a vault that is closed. */
export async function tellFacts(
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
