/** Finds placeholders of other tools in a text: none of them is ever a credential. */

/** `{{x}}`, `<<x>>`, `{% x %}` and `${x}` anywhere, with any text in them. */
const BRACKETS = [
  ['{{', '}}'],
  ['<<', '>>'],
  ['{%', '%}'],
  ['${', '}'],
] as const;

/** The `<your token>` of a manual. */
const PROSE = /^<[^<>]+>$/;

/**
 * `$VAR`, `$env:VAR`, `$USER:$PASSWORD`, `%VAR%` and `<token>` are placeholders as a whole word only, since
 * passwords contain these characters. A word may be a parameter: `token="$VAR"`.
 */
const WORD =
  /^(?:[\w-]+=)?["']?(?:\$(?:env:)?[a-z_]\w*(?::\$(?:env:)?[a-z_]\w*)?|%[a-z_]\w*%|<[^<>]+>)["']?,?$/i;

export function hasPlaceholder(text: string): boolean {
  return (
    BRACKETS.some((pair) => isIn(text, pair)) ||
    PROSE.test(text.trim()) ||
    text.split(/\s+/).some((word) => WORD.test(word))
  );
}

function isIn(text: string, [opening, closing]: readonly [string, string]): boolean {
  const start = text.indexOf(opening);
  return start !== -1 && text.lastIndexOf(closing) >= start + opening.length;
}
