/** Finds placeholders of other tools in a text: none of them is ever a credential. */

/** `{{x}}`, `<<x>>`, `{% x %}` and `${x}` anywhere, with any text in them. */
const BRACKETS = [
  ['{{', '}}'],
  ['<<', '>>'],
  ['{%', '%}'],
  ['${', '}'],
] as const;

/** `$VAR`, `$env:VAR`, `%VAR%` and the `<token>` of a manual are placeholders as a whole value only. */
const WHOLE = [/^\$(env:)?[a-z_]\w*$/i, /^%[a-z_]\w*%$/i, /^<[^<>]+>$/];

export function hasPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  return BRACKETS.some((pair) => isIn(text, pair)) || WHOLE.some((one) => one.test(trimmed));
}

function isIn(text: string, [opening, closing]: readonly [string, string]): boolean {
  const start = text.indexOf(opening);
  return start !== -1 && text.lastIndexOf(closing) >= start + opening.length;
}
