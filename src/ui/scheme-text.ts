/** The texts of an auth scheme, found by its id: a new scheme brings its own, the pages do not change. */
import type { CredentialField, SchemeId } from '../domain/credential';
import { type TextKey, text } from '../platform/texts';

export function schemeName(id: SchemeId): string {
  return textOf(`scheme_${keyPart(id)}`);
}

export function schemeSentence(id: SchemeId): string {
  return textOf(`scheme_${keyPart(id)}_about`);
}

export function fieldLabel(id: SchemeId, { name }: CredentialField): string {
  return textOf(`field_${keyPart(id)}_${name}`);
}

/** Message names know no hyphen. */
function keyPart(id: SchemeId): string {
  return id.replaceAll('-', '_');
}

function textOf(key: string): string {
  // Cast: tests/ui/texts.test.ts asks for every scheme's texts.
  return text(key as TextKey);
}
