/** Finds hosts that mix look-alike alphabets, such as `аpple.com` with a Cyrillic а. */

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Checks each label of the host by itself: two labels may use two scripts. */
export function hasMixedScripts(typed: string): boolean {
  const host = typed.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/)[0] ?? '';
  return host.split('.').some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1);
}
