/**
 * Leaves out the fields of a scheme that do not fit the other values: a form does not ask for them, and
 * a scheme does not read them. Pure.
 */
import type { AskedField, CredentialField, CredentialFields } from './credential';

/** The fields to ask for. @param held - Names of fields whose values only the background holds. */
export function askedFields(
  specs: readonly CredentialField[],
  values: CredentialFields,
  held: readonly string[] = [],
): readonly AskedField[] {
  return specs
    .filter((spec) => isFitting(spec, specs, values, held))
    .map((spec) => {
      const { namedBy } = spec;
      return namedBy === undefined ? spec : { ...spec, namedAs: valueIn(namedBy, specs, values) };
    });
}

/** @returns the values without those of fields that do not fit. */
export function fittingFields(
  specs: readonly CredentialField[],
  values: CredentialFields,
  held: readonly string[] = [],
): CredentialFields {
  const unfit = specs.filter((spec) => !isFitting(spec, specs, values, held));
  const entries = Object.entries(values);
  return Object.fromEntries(entries.filter(([name]) => !unfit.some((spec) => spec.name === name)));
}

function isFitting(
  { onlyIf }: CredentialField,
  specs: readonly CredentialField[],
  values: CredentialFields,
  held: readonly string[],
): boolean {
  if (!onlyIf) return true;
  const { field, is } = onlyIf;
  if (held.includes(field)) return is === 'given';
  const value = valueIn(field, specs, values);
  return is === 'given' ? value !== '' : is.includes(value);
}

function valueIn(
  field: string,
  specs: readonly CredentialField[],
  values: CredentialFields,
): string {
  return values[field] ?? specs.find(({ name }) => name === field)?.initial ?? '';
}
