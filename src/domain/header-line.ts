/**
 * A header as documentation and tools write it, pasted where only its value belongs:
 * `Authorization: Bearer abc`.
 *
 * Source: RFC 9112 §5.
 */

export interface HeaderLine {
  readonly name: string;
  readonly value: string;
}

/** A name that is followed by a colon without a space is one only if it looks like one. */
const LINE =
  /^\s*(?:([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s+|((?:proxy-)?authorization|x-[a-z0-9-]+):)(\S.*)$/is;

/** @returns undefined if the text is no such line. */
export function readHeaderLine(text: string): HeaderLine | undefined {
  const [, name, knownName = '', value = ''] = LINE.exec(text) ?? [];
  return value === '' ? undefined : { name: name ?? knownName, value: value.trimEnd() };
}
