/** Session rules of declarativeNetRequest: the only ones that never reach the disk. */
import type { DeclarativeNetRequest } from 'webextension-polyfill';
import type { RuleStore } from '../app/ports';
import { AppError } from '../domain/errors';
import type { Rule } from '../rules/rule';
import { browser } from './extension-api';

export const ruleStore: RuleStore = {
  browser: {
    // Chrome's from 145 on, which the manifest asks for; Firefox refuses rules with the key.
    get knowsTopDomains() {
      return browser.runtime.getURL('').startsWith('chrome-extension:');
    },
  },

  async installed() {
    // Cast: only `update` below installs rules; the types lag behind `topDomains`.
    return (await browser.declarativeNetRequest.getSessionRules()) as unknown as Rule[];
  },

  async update({ removeRuleIds, addRules }) {
    try {
      await browser.declarativeNetRequest.updateSessionRules({
        removeRuleIds: [...removeRuleIds],
        // Cast: as above.
        addRules: [...addRules] as unknown as DeclarativeNetRequest.Rule[],
      });
    } catch {
      // Without cause: the browser's message may quote a header.
      throw new AppError('rules-refused', 'updateSessionRules refused the change');
    }
  },
};
