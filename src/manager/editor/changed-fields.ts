/**
 * Changes the fields of a header in the form. If the origin of a destination changes, the secrets of
 * that header are emptied, and each of them says why. Pure.
 *
 * A hidden secret goes at any change of an origin, as in the background (`app/profiles/kept-drafts.ts`
 * and `stored-fields.ts`).
 * A secret that was typed in this form stays while the user still completes the addresses. It goes if
 * an address changes that the user has left before.
 */
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import { destinationsOf, isSameServer, staysAt } from '../../domain/destinations';
import { isSecret } from '../../domain/is-secret';
import type { HeaderInput } from './editor-draft';

/** @param changed - The new values, from the user or from a server. */
export function changedFields(
  scheme: SchemeSummary,
  header: HeaderInput,
  changed: CredentialFields,
): Partial<HeaderInput> {
  const { fields = {}, fieldsInBackground, storedFields = [], emptied = [] } = header;
  const isNew = (name: string) => Object.hasOwn(changed, name);
  const next = { ...fields, ...changed };
  const before = destinationsOf(scheme.fields, fields);
  const after = destinationsOf(scheme.fields, next);
  const left = Object.fromEntries(Object.entries(before).filter(([name]) => !isNew(name)));
  const known = { ...left, ...header.secretsFor };
  const held = heldSecrets(scheme, header).filter((name) => !isNew(name));
  const isHidden = (name: string) =>
    fieldsInBackground.includes(name) || storedFields.includes(name);
  const gone = held.filter((name) =>
    isHidden(name) ? !isSameServer(before, after) : !staysAt(known, after),
  );
  const stays = (name: string) => !isNew(name) && !gone.includes(name);
  const hasTyped = held.some((name) => stays(name) && !isHidden(name));
  return {
    fields: { ...next, ...Object.fromEntries(gone.map((name) => [name, ''])) },
    fieldsInBackground: fieldsInBackground.filter(stays),
    storedFields: storedFields.filter(stays),
    // A secret that is typed now belongs to the addresses that are there now.
    secretsFor: hasTyped ? known : after,
    emptied: [...emptied.filter(stays), ...gone],
  };
}

/** The user has left a field: the addresses that are there count as complete. */
export function leftField(scheme: SchemeSummary, header: HeaderInput): Partial<HeaderInput> {
  const here = destinationsOf(scheme.fields, header.fields ?? {});
  return { secretsFor: { ...here, ...header.secretsFor } };
}

/** The names of the secrets that the form has, shown or hidden. */
export function heldSecrets({ fields: specs }: SchemeSummary, header: HeaderInput): string[] {
  const { fields = {}, fieldsInBackground, storedFields = [] } = header;
  const hidden = [...fieldsInBackground, ...storedFields];
  return specs
    .filter(isSecret)
    .map(({ name }) => name)
    .filter((name) => (fields[name] ?? '') !== '' || hidden.includes(name));
}
