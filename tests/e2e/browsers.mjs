/**
 * In which browsers each end to end test runs: in both, but for those that only one can have. In a quick
 * run, which `npm test` is without `--both`, most run in one of them (docs/decisions/0027-each-once.md).
 */

/** @typedef {'chromium' | 'firefox'} Browser */

export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/** Said by `scripts/stages.mjs`; whoever calls vitest gets what was asked for. */
export const isQuick = process.env.KEYBEARER_E2E === 'quick';

/**
 * What only one browser has, or what only its tools can show.
 *
 * @type {Readonly<Record<Browser, readonly string[]>>}
 */
export const ONLY_IN = {
  chromium: ['heap', 'install', 'pages', 'passkeys', 'rules'],
  firefox: ['firefox'],
};

/**
 * Where a quick run asks it: so that both browsers end at about the same time and, where there is a
 * choice, in the one that does more of its own there. A file of which one browser runs a part is asked in
 * the other. What is in neither list is asked in both.
 *
 * @type {Readonly<Record<Browser, readonly string[]>>}
 */
export const QUICK_IN = {
  chromium: [
    'copy',
    'dev',
    'discovery',
    'disk',
    'drafts',
    'hostile-messages',
    'jwt-signed',
    'lock-under-load',
    'locks',
    'profile',
    'renewal',
    'schemes',
    'sign-in',
    'stale-edits',
  ],
  firefox: [
    'client-credentials',
    'foreign-pages',
    'framing',
    'header-injection',
    'hosts-asked',
    'initiators',
    'lifecycle',
    'look-alikes',
    'many-profiles',
    'permission-revoked',
    'private-window',
    'redirects',
    'rotation',
    'verdicts',
  ],
};

/**
 * What takes longest and changes least: every state of every page, a browser that is killed, a disk that
 * is damaged, keys on a token.
 */
export const NOT_QUICK = ['faults', 'pages', 'passkeys', 'recovery'];

/**
 * @param {Browser} browser
 * @param {{ readonly isQuick: boolean }} run
 * @returns {readonly string[]} Names of files that do not run there, without folder and ending.
 */
export function leftOut(browser, { isQuick }) {
  const other = browser === 'chromium' ? 'firefox' : 'chromium';
  return [...ONLY_IN[other], ...(isQuick ? [...QUICK_IN[other], ...NOT_QUICK] : [])];
}

/** @param {string} name */
export const fileOf = (name) => `tests/e2e/${name}.test.ts`;
