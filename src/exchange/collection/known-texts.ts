/** Puts the variables of a collection into its texts. No placeholder ever becomes a credential. */
import type { Remark } from '../../domain/imported';
import { resolve, type Syntax } from '../draft/resolve';
import { hasPlaceholder } from '../text/placeholder';
import type { Scope } from './collection';

/** Undefined: the text needs a variable whose value the files do not have. */
export type KnownText = (text: string) => string | undefined;

export function knownText(scope: Scope, syntax: Syntax): KnownText {
  return (text) => {
    const { text: known, unresolved } = resolve(text, scope, syntax);
    return unresolved.length > 0 || hasPlaceholder(known) ? undefined : known;
  };
}

export interface KnownFields {
  readonly fields: Readonly<Record<string, string>>;
  /** For a header: a field is empty because its text is not known. */
  readonly isOpen?: true;
  readonly remarks: readonly Remark[];
}

/** A field whose text is not known is empty, and one remark says so. */
export function knownFields(
  texts: Readonly<Record<string, string | undefined>>,
  known: KnownText,
  place: string,
): KnownFields {
  const fields = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, known(text)] as const],
  );
  const isUnknown = fields.some(([, text]) => text === undefined);
  return {
    fields: Object.fromEntries(fields.map(([name, text]) => [name, text ?? ''])),
    ...(isUnknown && { isOpen: true }),
    remarks: isUnknown ? [{ code: 'variable-unresolved', place }] : [],
  };
}
