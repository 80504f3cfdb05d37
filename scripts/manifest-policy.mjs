/**
 * What the manifest may ask for, and a build step that fails if it asks for more.
 *
 * The manifest is what the browser's install prompt, the store's review and every attacker read
 * first: each line here keeps a promise of SECURITY.md. Both the source and what the build made of
 * it are checked, since a build plugin may add to it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

const PERMISSIONS = [
  'activeTab',
  'alarms',
  'declarativeNetRequestWithHostAccess',
  'idle',
  'storage',
];

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

/** @type {Readonly<Record<string, { readonly value: unknown, readonly reason: string }>>} */
const EXACTLY = {
  manifest_version: { value: 3, reason: 'the session rules of version 3 are all we build on' },
  name: { value: 'Keybearer', reason: 'the name people know it by' },
  minimum_chrome_version: {
    value: '145',
    reason: 'older ones do not know topDomains, so a framed API page would send the header',
  },
  optional_host_permissions: {
    value: ['https://*/*', 'http://*/*'],
    reason: 'sites are asked for one by one, and only web pages are sites',
  },
  content_security_policy: {
    value: { extension_pages: CONTENT_SECURITY_POLICY },
    reason: 'our pages run our own code only, are framed by nobody and submit nowhere',
  },
};

/** @type {Readonly<Record<string, string>>} */
const ABSENT = {
  host_permissions: 'no site is required: the install prompt warns of nothing',
  optional_permissions: 'nothing built so far needs one',
  content_scripts: 'no code and no secret enters a page',
  web_accessible_resources: 'pages must not see or frame anything of ours',
  externally_connectable: 'no page and no other extension may talk to the background',
};

/**
 * @param {Readonly<Record<string, unknown>>} manifest
 * @param {string} version - Of package.json.
 * @returns {readonly string[]} what is wrong and why; empty if nothing is.
 */
export function manifestProblems(manifest, version) {
  const permissions = Array.isArray(manifest.permissions) ? manifest.permissions : [];
  return [
    ...permissions
      .filter((permission) => !PERMISSIONS.includes(permission))
      .map((permission) => `permissions: ${permission} is more than what the promise needs`),
    ...PERMISSIONS.filter((permission) => !permissions.includes(permission)).map(
      (permission) => `permissions: ${permission} is missing, and the code uses it`,
    ),
    ...permissions
      .filter((permission, index) => permissions.indexOf(permission) !== index)
      .map((permission) => `permissions: ${permission} is listed twice`),
    ...Object.entries(EXACTLY)
      .filter(([key, { value }]) => !isDeepStrictEqual(manifest[key], value))
      .map(([key, { value, reason }]) => `${key}: must be ${JSON.stringify(value)}: ${reason}`),
    ...Object.entries(ABSENT)
      .filter(([key]) => key in manifest)
      .map(([key, reason]) => `${key}: must be absent: ${reason}`),
    ...(manifest.version === version
      ? []
      : [`version: must be ${version}, as package.json says: a release has one number`]),
  ];
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
      for (const file of [join(root, 'manifest.json'), join(outDir, 'manifest.json')]) {
        const problems = manifestProblems(readJson(file), version);
        if (problems.length > 0) this.error(`${file}:\n${problems.join('\n')}`);
      }
    },
  };
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
