/**
 * Checks a secret that the user types to replace the stored one. The background adds the stored fields,
 * which the popup does not have, and the answer names fields and problems only.
 */
import type { Finding } from '../../domain/credential';
import { AppError } from '../../domain/errors';
import type { HeaderSpec } from '../../domain/profile';
import type { Ports } from '../ports';
import { openVault } from '../vault/open-vault';
import { checkCredential } from './check-credential';
import { replacedSecret } from './replaced-secret';

interface Typed {
  readonly profileId: string;
  readonly headerId: string;
  readonly value: string;
}

/** @returns an empty list if the header was removed or the vault is closed. */
export async function checkReplacement(
  ports: Ports,
  { profileId, headerId, value }: Typed,
): Promise<readonly Finding[]> {
  try {
    const { content } = await openVault(ports);
    const profile = content.profiles.find(({ id }) => id === profileId);
    const spec = profile?.headers.find(({ id }) => id === headerId);
    return spec ? findingsOf(spec, value, ports.now()) : [];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/**
 * Doubts about the other fields are left out: the user has accepted them when they were saved.
 *
 * @param now - Milliseconds since the Unix epoch.
 */
export function findingsOf(spec: HeaderSpec, value: string, now: number): readonly Finding[] {
  try {
    const { field, fields } = replacedSecret(spec, value);
    const { findings } = checkCredential(spec.schemeId, fields, now);
    return findings.filter((each) => each.severity === 'refused' || each.field === field);
  } catch (error) {
    if (!(error instanceof AppError) || !error.field || !error.problem) throw error;
    const { field, problem } = error;
    return [{ field, problem, severity: 'refused' }];
  }
}
