/**
 * The servers that a credential's secrets are meant for. A secret belongs to the origins that stood
 * beside it when the user typed it: a changed origin would send it to another server.
 */
import type { CredentialField, CredentialFields } from './credential';

/** Field name → origin; no entry for an empty field or a text that is no address. */
export type Destinations = Readonly<Record<string, string>>;

const DESTINATION_KINDS: readonly CredentialField['kind'][] = ['endpoint', 'page', 'issuer'];

/** Whether the field says where secrets go, or where the user enters them. */
export function isDestination({ kind }: CredentialField): boolean {
  return DESTINATION_KINDS.includes(kind);
}

export function destinationsOf(
  fields: readonly CredentialField[],
  values: CredentialFields,
): Destinations {
  return Object.fromEntries(
    fields.filter(isDestination).flatMap(({ name }) => {
      const origin = URL.parse(values[name]?.trim() ?? '')?.origin;
      return origin === undefined ? [] : [[name, origin]];
    }),
  );
}

/** An added or removed destination counts as another. */
export function isSameServer(before: Destinations, after: Destinations): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].every((name) => before[name] === after[name]);
}

/** Whether every known destination is still the same; new ones may have been added. */
export function staysAt(known: Destinations, after: Destinations): boolean {
  return Object.entries(known).every(([name, origin]) => after[name] === origin);
}
