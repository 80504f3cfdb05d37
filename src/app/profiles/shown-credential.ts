/**
 * The part of a stored credential that an open editor shows: the fields that hold no secret, and the end
 * of a long secret that a machine has made (decision 2). Never part of the published state.
 */
import type { ShownCredential } from '../../domain/credential';
import { isSecret } from '../../domain/is-secret';
import { knownScheme } from '../../schemes';
import type { AuthScheme } from '../../schemes/auth-scheme';
import type { Ports } from '../ports';
import { storedHeader } from './stored-header';

/** From this length on four characters tell nothing that helps to guess the others. */
const SHOWS_TAIL_FROM = 20;
const TAIL = 4;

/**
 * @returns undefined if the header was removed, the vault is closed, or this version cannot read the
 * credential: the user can only replace all of it.
 */
export async function shownCredential(
  ports: Ports,
  headerId: string,
): Promise<ShownCredential | undefined> {
  const header = await storedHeader(ports, headerId);
  const scheme = header && knownScheme(header.schemeId);
  if (!scheme) return undefined;
  try {
    return shownOf(scheme, header.credential);
  } catch {
    return undefined;
  }
}

function shownOf(scheme: AuthScheme, credential: unknown): ShownCredential {
  const stored = scheme.fieldsOf(credential);
  const among = scheme.secretsAmong?.(credential) ?? [];
  const open = scheme.fields.filter((field) => !isSecret(field) && !among.includes(field.name));
  const isOpen = (name: string) => open.some((field) => field.name === name);
  const textOf = (name: string) => stored[name] ?? '';
  const all = Object.entries(stored);
  const tails = scheme.fields
    .filter(({ name, showsTail }) => showsTail && !isOpen(name) && isMachineMade(textOf(name)))
    .map(({ name }) => [name, textOf(name).slice(-TAIL)] as const);
  return {
    fields: Object.fromEntries(all.filter(([name]) => isOpen(name))),
    kept: all.filter(([name, value]) => !isOpen(name) && value !== '').map(([name]) => name),
    tails: Object.fromEntries(tails),
  };
}

/** A passphrase without spaces has no digit, as a rule; a long token or key has one. */
function isMachineMade(value: string): boolean {
  return value.length >= SHOWS_TAIL_FROM && /^[!-~]+$/.test(value) && /\d/.test(value);
}
