import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ruleStore } from '../../src/platform/rule-store';
import { diffRules } from '../../src/rules/diff';
import type { RuleContent } from '../../src/rules/rule';

const getSessionRules = vi.hoisted(() => vi.fn());
const address = vi.hoisted(() => ({ protocol: 'chrome-extension:' }));
vi.mock('../../src/platform/extension-api', () => ({
  browser: {
    declarativeNetRequest: { getSessionRules },
    runtime: { getURL: (path: string) => `${address.protocol}//abc/${path}` },
  },
}));

const WANTED: RuleContent = {
  priority: 1,
  condition: {
    urlFilter: '|https://api.test/',
    isUrlFilterCaseSensitive: true,
    resourceTypes: ['main_frame'],
    requestMethods: ['get', 'head'],
  },
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Authorization', operation: 'set', value: 'Basic eDp5' }],
  },
};

/** Firefox 153 returned this for that rule. */
const IN_FIREFOX = {
  id: 1,
  priority: 1,
  condition: {
    urlFilter: '|https://api.test/',
    regexFilter: null,
    isUrlFilterCaseSensitive: true,
    initiatorDomains: null,
    excludedInitiatorDomains: null,
    requestDomains: null,
    excludedRequestDomains: null,
    resourceTypes: ['main_frame'],
    excludedResourceTypes: null,
    requestMethods: ['get', 'head'],
    excludedRequestMethods: null,
    domainType: null,
    tabIds: null,
    excludedTabIds: null,
  },
  action: {
    redirect: null,
    requestHeaders: [{ header: 'Authorization', operation: 'set', value: 'Basic eDp5' }],
    responseHeaders: null,
    type: 'modifyHeaders',
  },
};

beforeEach(() => {
  getSessionRules.mockReset();
});

describe('installed', () => {
  it('recognises in Firefox’s answer the rule that was installed', async () => {
    getSessionRules.mockResolvedValue([IN_FIREFOX]);

    const installed = await ruleStore.installed();

    expect(diffRules(installed, [WANTED])).toEqual({ removeRuleIds: [], addRules: [] });
  });
});

describe('browser', () => {
  it('excludes types of requests in Chromium, and lists them in Firefox', () => {
    address.protocol = 'chrome-extension:';
    expect(ruleStore.browser).toMatchObject({ knowsTopDomains: true, ownTypes: undefined });

    address.protocol = 'moz-extension:';
    expect(ruleStore.browser).toMatchObject({
      knowsTopDomains: false,
      ownTypes: expect.arrayContaining(['xmlhttprequest', 'script']),
    });
    expect(ruleStore.browser.ownTypes).not.toContain('image');
    expect(ruleStore.browser.ownTypes).not.toContain('stylesheet');
  });
});
