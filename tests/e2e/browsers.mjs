/**
 * In which browsers each end to end test runs: in both, but for those that only one can have. In a quick
 * run, which `npm test` is without `--both`, most run in one of them (docs/decisions/0027-each-once.md).
 */

/** @typedef {'chromium' | 'firefox'} Browser */

export const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);

/** Set by `scripts/stages.mjs`; a direct call of vitest runs every file that it names. */
export const isQuick = process.env.KEYBEARER_E2E === 'quick';

/**
 * Files about a feature that only one browser has, or that only its tools can show.
 *
 * @type {Readonly<Record<Browser, readonly string[]>>}
 */
export const ONLY_IN = {
  chromium: ['heap', 'install', 'pages', 'passkeys', 'rules'],
  firefox: ['firefox'],
};

/**
 * The browser in which a quick run executes each file: chosen so that both browsers end at about the
 * same time and, where there is a choice, the one that runs more of the file. A file of which one
 * browser runs a part runs in the other. Files in neither list run in both.
 *
 * @type {Readonly<Record<Browser, readonly string[]>>}
 */
export const QUICK_IN = {
  chromium: [
    'access',
    'authorization-servers',
    'auto-off',
    'backup',
    'cache',
    'copy',
    'dev',
    'discovery',
    'disk',
    'drafts',
    'hostile-messages',
    'jwt-signed',
    'keyboard',
    'lock-under-load',
    'locks',
    'long-run',
    'only-in-this-tab',
    'page-storage',
    'production',
    'profile',
    'schemes',
    'sign-in',
    'stale-edits',
    'widening',
  ],
  firefox: [
    'client-credentials',
    'foreign-pages',
    'framing',
    'header-injection',
    'hosts-asked',
    'indirect-loads',
    'initiators',
    'lifecycle',
    'look-alikes',
    'many-profiles',
    'one-tab',
    'permission-revoked',
    'private-window',
    'real-clients',
    'redirects',
    'rotation',
    'session-cookie',
    'this-address',
    'toolbar',
    'totp',
    'verdicts',
    'walkthrough',
  ],
};

/**
 * The files that take longest and change least: every state of every page, a killed browser, a
 * damaged disk, keys on a token.
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
