/** Whether a typed host mixes alphabets that look alike, as `аpple.com` with a Cyrillic а does. */

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** Looks at each label of the host by itself: one name may well be in another script than the next. */
export function hasMixedScripts(typed: string): boolean {
  const host = typed.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/)[0] ?? '';
  return host.split('.').some((label) => SCRIPTS.filter((script) => script.test(label)).length > 1);
}
