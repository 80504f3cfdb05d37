/** Finds a header of the open vault for the queries about stored credentials. */
import { AppError } from '../../domain/errors';
import type { HeaderSpec } from '../../domain/profile';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';

/** @returns undefined if the header was removed or the vault is closed. */
export async function storedHeader(
  ports: Ports,
  headerId: string,
): Promise<HeaderSpec | undefined> {
  try {
    const { content } = await openVault(ports);
    const headers = content.profiles.flatMap((profile) => profile.headers);
    return headers.find(({ id }) => id === headerId);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
