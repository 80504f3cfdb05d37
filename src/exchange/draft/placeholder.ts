/** Finds placeholders of other tools in a text: none of them is ever a credential. */

/** `{{x}}`, `<<x>>`, `{% x %}` and `${x}` anywhere. Each stops at its first inner bracket: linear. */
const ANYWHERE = [/\{\{[^{}]*\}\}/, /<<[^<>]*>>/, /\{%[^%]*%\}/, /\$\{[^{}]*\}/];

/** `$VAR`, `$env:VAR`, `%VAR%` and the `<token>` of a manual are placeholders as a whole value only. */
const WHOLE = [/^\$(env:)?[a-z_]\w*$/i, /^%[a-z_]\w*%$/i, /^<[^<>]+>$/];

export function hasPlaceholder(text: string): boolean {
  const trimmed = text.trim();
  return ANYWHERE.some((one) => one.test(text)) || WHOLE.some((one) => one.test(trimmed));
}
