import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import manifest from '../../manifest.json';
import { dependencies, version } from '../../package.json';
import { CHROME_ID, idOfKey } from '../../scripts/extension-id.mjs';
import { manifestProblems } from '../../scripts/manifest-policy.mjs';
import { chromeManifest, firefoxManifest } from '../../scripts/two-targets.mjs';
import { proves } from '../support/proves';

/** The manifest with some keys changed; undefined takes a key out. */
function changed(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries({ ...manifest, ...changes });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const { gecko } = manifest.browser_specific_settings;
const csp = manifest.content_security_policy.extension_pages;

describe('manifestProblems', () => {
  it('has none with ours', () => {
    expect(manifestProblems(manifest, version)).toEqual([]);
  });

  it.each([
    [{ permissions: [...manifest.permissions, 'tabs'] }, /tabs is more than/],
    [
      { permissions: [...manifest.permissions, 'declarativeNetRequest'] },
      /declarativeNetRequest is more than/,
    ],
    [
      {
        permissions: [
          'alarms',
          'identity',
          'idle',
          'offscreen',
          'storage',
          'webRequest',
          'activeTab',
        ],
      },
      /WithHostAccess is missing/,
    ],
    [{ permissions: [...manifest.permissions, 'idle'] }, /idle is listed twice/],
    [{ optional_host_permissions: ['<all_urls>'] }, /asked for one by one/],
    [{ optional_host_permissions: ['https://*/*', 'http://*/*', 'file:///*'] }, /only web pages/],
    [{ optional_host_permissions: undefined }, /asked for one by one/],
    [
      { optional_permissions: [...manifest.optional_permissions, 'tabs'] },
      /nothing else needs one/,
    ],
    [{ optional_permissions: undefined }, /only when the user wants/],
    [{ minimum_chrome_version: '144' }, /topDomains/],
    [{ minimum_chrome_version: undefined }, /topDomains/],
    [{ host_permissions: ['https://api.test/*'] }, /no site is required/],
    [{ host_permissions: [] }, /no site is required/],
    [{ content_scripts: [] }, /no code and no secret enters a page/],
    [{ web_accessible_resources: [] }, /must not see or frame/],
    [{ externally_connectable: { ids: ['*'] } }, /no other extension may talk/],
    [{ externally_connectable: undefined }, /no other extension may talk/],
    [{ key: undefined }, /redirect address belong to it/],
    [{ key: 42 }, /redirect address belong to it/],
    [{ key: 'another' }, /redirect address belong to it/],
    [{ content_security_policy: undefined }, /our own code only/],
    [{ content_security_policy: { extension_pages: `${csp} ` } }, /our own code only/],
    [
      { content_security_policy: { extension_pages: csp.replace("'self'", "'self' https:") } },
      /our own code only/,
    ],
    [{ content_security_policy: { extension_pages: csp, sandbox: '' } }, /our own code only/],
    [{ name: 'Keybearer Pro' }, /the name people know/],
    [{ version: '0.1.1' }, /package\.json/],
    [{ manifest_version: 2 }, /version 3/],
    [{ browser_specific_settings: undefined }, /one identity over all releases/],
    [
      { browser_specific_settings: { gecko: { ...gecko, id: 'other@other.test' } } },
      /one identity/,
    ],
    [
      {
        browser_specific_settings: { gecko: { ...gecko, data_collection_permissions: undefined } },
      },
      /nothing is collected/,
    ],
    [{ background: { ...manifest.background, scripts: ['x.js'] } }, /service_worker and type/],
    [{ background: { ...manifest.background, persistent: true } }, /service_worker and type/],
    [{ background: undefined }, /service_worker and type/],
  ])('names what is wrong with %j, and why', (changes, reason) => {
    expect(manifestProblems(changed(changes), version)).toEqual([expect.stringMatching(reason)]);
  });
});

describe('the id in Chromium', () => {
  it('follows from the key', () => {
    expect(idOfKey(manifest.key)).toBe(CHROME_ID);
    expect(CHROME_ID).toBe('dhdehjhakgolppmoiihiahbplnjfhpjb');
  });

  it('is of a public key, and nothing but that is in the manifest', () => {
    const der = Buffer.from(manifest.key, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });

    expect(key.asymmetricKeyType).toBe('rsa');
    expect(key.export({ format: 'der', type: 'spki' }).toString('base64')).toBe(manifest.key);
  });
});

describe('the manifest of each browser, and the source', () => {
  const [chrome, firefox] = [chromeManifest(manifest), firefoxManifest(manifest)];
  const manifests = [manifest, chrome, firefox];

  proves('T18', 'the permissions are these eight, and no site is required', (tried) => {
    for (const each of manifests) {
      expect(each.permissions).toEqual([
        'activeTab',
        'alarms',
        'declarativeNetRequestWithHostAccess',
        'identity',
        'idle',
        // Chrome's worker has no clipboard to clear.
        ...(each === firefox ? [] : ['offscreen']),
        'storage',
        'webRequest',
      ]);
      expect(each).not.toHaveProperty('host_permissions');
      expect(each.optional_permissions).toEqual([
        'clipboardRead',
        'clipboardWrite',
        'notifications',
      ]);
      tried();
    }
  });

  proves('T18', 'production dependencies are fifteen, pinned to the digit', (tried) => {
    expect(Object.keys(dependencies)).toEqual([
      '@noble/hashes',
      '@noble/secp256k1',
      '@scure/base',
      '@zxcvbn-ts/core',
      '@zxcvbn-ts/language-common',
      'age-encryption',
      'fflate',
      'hash-wasm',
      'jose',
      'js-yaml',
      'oauth4webapi',
      'preact',
      'structured-headers',
      'valibot',
      'webextension-polyfill',
    ]);
    for (const range of Object.values(dependencies)) {
      expect(range).toMatch(/^\d+\.\d+\.\d+$/);
      tried();
    }
  });

  proves(
    'T10',
    'nothing of ours can be framed or seen by a page, and no code enters one',
    (tried) => {
      for (const each of manifests) {
        expect(each).not.toHaveProperty('web_accessible_resources');
        expect(each).not.toHaveProperty('content_scripts');
        expect(each.content_security_policy).toEqual({
          extension_pages: expect.stringContaining("frame-ancestors 'none'"),
        });
        tried();
      }
    },
  );
});

describe('the manifest of each browser', () => {
  const chrome = chromeManifest(manifest);
  const firefox = firefoxManifest(manifest);

  it('has no problems', () => {
    expect(manifestProblems(chrome, version, 'chrome')).toEqual([]);
    expect(manifestProblems(firefox, version, 'firefox')).toEqual([]);
  });

  it('has what is for the other browser taken out, and nothing else', () => {
    const keys = Object.keys(manifest);

    expect(Object.keys(chrome)).toEqual(keys.filter((key) => key !== 'browser_specific_settings'));
    const chromeOnly = ['minimum_chrome_version', 'key', 'externally_connectable'];
    expect(Object.keys(firefox)).toEqual(keys.filter((key) => !chromeOnly.includes(key)));
  });

  it('leads from the browser’s own Options to the manager, in a tab', () => {
    const page = 'src/manager/manager.html';

    expect(chrome.options_ui).toEqual({ page, open_in_tab: true });
    // Firefox opens a second tab, which closes itself: see platform/manager-tab.ts.
    expect(firefox.options_ui).toEqual({ page: `${page}?options`, open_in_tab: true });
  });

  it('runs the same file in the background, in Firefox as an event page', () => {
    expect(firefox.background).toEqual({
      scripts: [manifest.background.service_worker],
      type: 'module',
    });
  });

  it.each([
    [
      'chrome',
      firefox,
      [
        /offscreen/,
        /minimum_chrome_version/,
        /externally_connectable/,
        /browser_specific_settings/,
        /key/,
        /service_worker/,
      ],
    ],
    [
      'firefox',
      chrome,
      [
        /offscreen/,
        /browser_specific_settings/,
        /minimum_chrome_version/,
        /externally_connectable/,
        /key/,
        /scripts and type/,
      ],
    ],
  ] as const)('is not taken for that of %s', (target, other, reasons) => {
    expect(manifestProblems(other, version, target)).toEqual(
      reasons.map((reason) => expect.stringMatching(reason)),
    );
  });
});
