/**
 * A path in an address field stands for an address on the profile's first site: a template of an API
 * whose customers each have a host of their own knows no more. The background gets the whole address. Pure.
 */
import type { CredentialFields, SchemeSummary } from '../../domain/credential';

/** @param address - Of the first valid site; undefined leaves the paths as they are. */
export function fieldsAtSite(
  scheme: SchemeSummary | undefined,
  fields: CredentialFields,
  address: string | undefined,
): CredentialFields {
  if (!scheme || address === undefined) return fields;
  const { origin } = new URL(address);
  const found = scheme.fields
    .filter(({ kind }) => kind === 'endpoint')
    .flatMap(({ name }) => {
      const whole = onOrigin(fields[name]?.trim() ?? '', origin);
      return whole === undefined ? [] : [[name, whole] as const];
    });
  return found.length === 0 ? fields : { ...fields, ...Object.fromEntries(found) };
}

/** @returns undefined for other text, also for `//host`, which is an address on another host. */
function onOrigin(text: string, origin: string): string | undefined {
  const url = text.startsWith('/') ? URL.parse(text, origin) : null;
  return url?.origin === origin ? url.href : undefined;
}
