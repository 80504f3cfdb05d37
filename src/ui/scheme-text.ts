/** Finds the texts of an auth scheme by its id: a new scheme needs no change of the pages. */
import type { AskedField, CredentialField, SchemeId } from '../domain/credential';
import { type TextKey, text } from '../platform/texts';

export function schemeName(id: SchemeId): string {
  return textOf(`scheme_${keyPart(id)}`);
}

/** Short enough for a row of the popup. */
export function schemeShort(id: SchemeId): string {
  return textOf(`scheme_${keyPart(id)}_short`) || schemeName(id);
}

export function schemeSentence(id: SchemeId): string {
  return textOf(`scheme_${keyPart(id)}_about`);
}

/** The key of a field's own label. */
export function fieldKey(id: SchemeId, { name }: AskedField): TextKey {
  // Cast: as below.
  return `field_${keyPart(id)}_${name}` as TextKey;
}

export function fieldLabel(id: SchemeId, field: AskedField): string {
  const { namedAs, isOptional } = field;
  const key = fieldKey(id, field);
  const label = (namedAs && textOf(`${key}_${namedAs}`)) || text(key);
  return isOptional ? text('fieldOptional', label) : label;
}

/** An option without a text is shown as it is, such as the name of an algorithm. */
export function optionName(id: SchemeId, { name }: CredentialField, option: string): string {
  return textOf(`option_${keyPart(id)}_${name}_${keyPart(option)}`) || option;
}

/** Message names cannot contain a hyphen. */
function keyPart(id: string): string {
  return id.replaceAll('-', '_');
}

function textOf(key: string): string {
  // Cast: tests/ui/texts.test.ts asks for every scheme's texts.
  return text(key as TextKey);
}
