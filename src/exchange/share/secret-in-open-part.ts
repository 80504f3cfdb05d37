/** Finds a secret of a profile in a part that a shared file holds as it is, such as `/bot<token>/`. */
import { isSecret } from '../../domain/is-secret';
import type { HeaderSpec } from '../../domain/profile';
import { secretTexts } from '../../domain/secret-texts';
import type { OpenPart } from '../../domain/share';
import { knownScheme } from '../../schemes';
import { SHORTEST_SECRET } from './open-fields';
import type { ProfileOfShare } from './share-schema';

/**
 * Such a part cannot be left out: without its path a header would go to more addresses.
 *
 * @param headers - Those of the vault, with their credentials.
 */
export function secretInOpenPart(
  shared: ProfileOfShare,
  headers: readonly HeaderSpec[],
): OpenPart | undefined {
  const secrets = headers.flatMap(secretsOf).filter(({ length }) => length >= SHORTEST_SECRET);
  // The name of a host is stored in lower case.
  const lowered = [...secrets, ...secrets.map((secret) => secret.toLowerCase())];
  const { name, note = '', sites, callers } = shared;
  const parts: readonly (readonly [OpenPart, readonly string[]])[] = [
    ['name', [name]],
    ['note', [note]],
    ['site', sites.flatMap(({ url, path }) => [url, path, decoded(path)])],
    ['path', shared.headers.flatMap(({ paths }) => paths.flatMap((path) => [path, decoded(path)]))],
    ['caller', callers],
  ];
  const found = parts.find(([, texts]) =>
    texts.some((text) => lowered.some((secret) => text.includes(secret))),
  );
  return found?.[0];
}

function secretsOf({ schemeId, credential }: HeaderSpec): readonly string[] {
  const scheme = knownScheme(schemeId);
  if (!scheme) return [];
  const stored = scheme.fieldsOf(credential);
  const among = scheme.secretsAmong?.(credential) ?? [];
  return scheme.fields
    .filter((field) => isSecret(field) || among.includes(field.name))
    .flatMap((field) => secretTexts(field, stored[field.name] ?? ''));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
