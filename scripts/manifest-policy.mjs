/**
 * The limits of the manifest, and a build step that fails if the manifest exceeds them.
 *
 * The browser's install prompt, the store's review and every attacker read the manifest first: each
 * line here keeps a promise of SECURITY.md. The source and both built manifests are checked, since a
 * build plugin may add to them.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CHROME_ID, idOfKey } from './extension-id.mjs';

const PERMISSIONS = [
  'activeTab',
  'alarms',
  'declarativeNetRequestWithHostAccess',
  'identity',
  'idle',
  'storage',
  'webRequest',
];

/** Chrome's background is no page: it needs an offscreen page for the clipboard and for backups. */
const CHROME_PERMISSIONS = [...PERMISSIONS, 'offscreen'];

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  'connect-src https: http:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * @typedef {'source' | 'chrome' | 'firefox'} Target
 * @typedef {Readonly<Record<string, { readonly value: unknown, readonly reason: string }>>} Wanted
 */

/** @type {Wanted} */
const EXACTLY = {
  manifest_version: { value: 3, reason: 'the session rules of version 3 are all we build on' },
  name: { value: 'Keybearer', reason: 'the name people know it by' },
  optional_permissions: {
    value: ['clipboardRead', 'clipboardWrite', 'notifications'],
    reason: 'asked for only when the user wants what they are for, and nothing else needs one',
  },
  optional_host_permissions: {
    value: ['https://*/*', 'http://*/*'],
    reason: 'sites are asked for one by one, and only web pages are sites',
  },
  content_security_policy: {
    value: { extension_pages: CONTENT_SECURITY_POLICY },
    reason: 'our pages run our own code only, cannot be framed and submit nowhere',
  },
};

/** @type {Wanted} */
const CHROME_ONLY = {
  minimum_chrome_version: {
    value: '145',
    reason: 'older ones do not know topDomains, so a framed API page would send the header',
  },
  externally_connectable: {
    value: {},
    reason: 'no other extension may talk to the background, or start it',
  },
};

/** @type {Wanted} */
const FIREFOX_ONLY = {
  browser_specific_settings: {
    value: {
      gecko: {
        id: 'keybearer@keybearer.dev',
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    reason: 'one identity over all releases, and the promise that nothing is collected',
  },
};

/** @type {Readonly<Record<Target, { readonly only: Wanted, readonly without: Wanted }>>} */
const BY_TARGET = {
  source: { only: { ...CHROME_ONLY, ...FIREFOX_ONLY }, without: {} },
  chrome: { only: CHROME_ONLY, without: FIREFOX_ONLY },
  firefox: { only: FIREFOX_ONLY, without: CHROME_ONLY },
};

/** @type {Readonly<Record<string, string>>} */
const ABSENT = {
  host_permissions: 'no site is required: the install prompt warns of nothing',
  content_scripts: 'no code and no secret enters a page',
  web_accessible_resources: 'pages must not see or frame anything of ours',
};

/**
 * @param {Readonly<Record<string, unknown>>} manifest
 * @param {string} version - Of package.json.
 * @param {Target} [target]
 * @returns {readonly string[]} what is wrong and why; empty if nothing is.
 */
export function manifestProblems(manifest, version, target = 'source') {
  const { only, without } = BY_TARGET[target];
  const wanted = target === 'firefox' ? PERMISSIONS : CHROME_PERMISSIONS;
  const permissions = Array.isArray(manifest.permissions) ? manifest.permissions : [];
  return [
    ...permissions
      .filter((permission) => !wanted.includes(permission))
      .map((permission) => `permissions: ${permission} is more than what the promise needs`),
    ...wanted
      .filter((permission) => !permissions.includes(permission))
      .map((permission) => `permissions: ${permission} is missing, and the code uses it`),
    ...permissions
      .filter((permission, index) => permissions.indexOf(permission) !== index)
      .map((permission) => `permissions: ${permission} is listed twice`),
    ...Object.entries({ ...EXACTLY, ...only })
      .filter(([key, { value }]) => !isDeepStrictEqual(manifest[key], value))
      .map(([key, { value, reason }]) => `${key}: must be ${JSON.stringify(value)}: ${reason}`),
    ...Object.entries(ABSENT)
      .filter(([key]) => key in manifest)
      .map(([key, reason]) => `${key}: must be absent: ${reason}`),
    ...Object.keys(without)
      .filter((key) => key in manifest)
      .map((key) => `${key}: must be absent: it is for the other browser`),
    ...keyProblems(manifest.key, target),
    ...backgroundProblems(manifest.background, target),
    ...(manifest.version === version
      ? []
      : [`version: must be ${version}, as package.json says: a release has one number`]),
  ];
}

/**
 * @param {unknown} key
 * @param {Target} target
 * @returns {readonly string[]}
 */
function keyProblems(key, target) {
  if (target === 'firefox') {
    return key === undefined ? [] : ['key: must be absent: it is for the other browser'];
  }
  if (typeof key === 'string' && idOfKey(key) === CHROME_ID) return [];
  return [`key: must make the id ${CHROME_ID}: vault, passkeys and redirect address belong to it`];
}

/**
 * @param {unknown} background
 * @param {Target} target
 * @returns {readonly string[]}
 */
function backgroundProblems(background, target) {
  const entry = target === 'firefox' ? 'scripts' : 'service_worker';
  const keys = Object.keys(background ?? {}).sort();
  if (isDeepStrictEqual(keys, [entry, 'type'])) return [];
  return [`background: must have ${entry} and type, and nothing that the browser does not run`];
}

/** @returns {import('vite').Plugin} */
export function manifestPolicy() {
  let root = '';
  let outDir = '';
  return {
    name: 'keybearer:manifest-policy',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      outDir = join(root, config.build.outDir);
    },
    writeBundle() {
      const { version } = readJson(join(root, 'package.json'));
      /** @type {readonly (readonly [Target, string])[]} */
      const folders = [
        ['source', root],
        ['chrome', outDir],
        ['firefox', join(dirname(outDir), 'firefox')],
      ];
      for (const [target, folder] of folders) {
        const file = join(folder, 'manifest.json');
        const problems = manifestProblems(readJson(file), version, target);
        if (problems.length > 0) this.error(`${file}:\n${problems.join('\n')}`);
      }
    },
  };
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
