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

export function fieldLabel(id: SchemeId, { name, namedAs, isOptional }: AskedField): string {
  const key = `field_${keyPart(id)}_${name}`;
  const label = (namedAs && textOf(`${key}_${namedAs}`)) || textOf(key);
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
