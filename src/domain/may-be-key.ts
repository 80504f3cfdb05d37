/**
 * Tells whether the user name of a Basic credential may be a key. Several APIs take a key there, with no
 * password or a placeholder such as `x`. In doubt it is a key, which no page shows and no name contains.
 */

/** @param password - Undefined: the caller does not know it. */
export function mayBeKey(username: string, password: string | undefined): boolean {
  return password === undefined || isPlaceholder(password) || isMachineMade(username);
}

const SHORTEST_PASSWORD = 4;

/** The words that APIs document, such as Toggl's `api_token` and GitHub's `x-oauth-basic`. */
const PLACEHOLDER =
  /^(x+|none|null|empty|blank|dummy|unused|ignored|anything|password|api[_-]?(key|token)|x-oauth-basic)$/i;

function isPlaceholder(password: string): boolean {
  return password.length < SHORTEST_PASSWORD || PLACEHOLDER.test(password);
}

/** Such as `sk_live_` and `ghp_`, by which services mark their keys. */
const PREFIXED =
  /^(sk|pk|rk|ak|key|api|token|client|pat|npm|hf|gh[a-z]|glpat|github_pat|xox[a-z])[-_]/i;

const LONGEST_NAME = 64;
const LONGEST_PART = 19;
const LONGEST_WITH_DIGITS = 11;

function isMachineMade(username: string): boolean {
  if (username.length > LONGEST_NAME || PREFIXED.test(username)) return true;
  if (/[\p{C}:]/u.test(username)) return true;
  // The host of an address may be long.
  const name = username.replace(/@[^@]*$/, '');
  const isOneWord = name === username && !/\s/.test(name);
  return name.split(/[\s.]/).some((word) => {
    if (word.split(/['_-]/).some(({ length }) => length > LONGEST_PART)) return true;
    if (!/\d/.test(word)) return false;
    if (!isOneWord) return word.length > LONGEST_WITH_DIGITS && !isNameWithYear(word);
    return name.length > LONGEST_WITH_DIGITS;
  });
}

function isNameWithYear(word: string): boolean {
  return /^[\p{L}'_-]+\d{1,4}$/u.test(word);
}
