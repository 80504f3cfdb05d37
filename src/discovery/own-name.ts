/**
 * Chooses the name to propose if a server's metadata name another issuer than the user has typed.
 *
 * Source: RFC 3986 §2 (the characters of an address).
 */
import { AppError } from '../domain/errors';
import { safeIssuer } from './safe-url';

/**
 * @param names - From the server's documents, in order; at least one.
 * @param asked - The issuer that the user has typed.
 * @throws AppError `discovery-issuer-differs` if no name can be looked up.
 */
export function nameToPropose(names: readonly string[], asked: URL): string {
  const usable = names.filter(
    (name) => /^[\w.~:/@!$&'()*+,;=%[\]-]+$/.test(name) && safeIssuer(name),
  );
  const bare = (address: string) => address.replace(/\/$/, '');
  const closest = usable.find((name) => bare(new URL(name).href) === bare(asked.href)) ?? usable[0];
  if (closest === undefined) throw new AppError('discovery-issuer-differs', 'another issuer');
  return closest;
}
