/** Session rules of declarativeNetRequest: the only rules that never reach the disk. */
import type { DeclarativeNetRequest } from 'webextension-polyfill';
import type { RuleStore } from '../app/ports';
import { AppError } from '../domain/errors';
import type { Rule, RuleCondition } from '../rules/rule';
import { browser } from './extension-api';
import { FIREFOX_OWN_TYPES } from './own-types';

export const ruleStore: RuleStore = {
  browser: {
    // Chrome knows it from 145 on, which the manifest requires; Firefox refuses rules with the key.
    get knowsTopDomains() {
      return !isFirefox();
    },
    get ownTypes() {
      return isFirefox() ? FIREFOX_OWN_TYPES : undefined;
    },
    get cachesVariedHeaders() {
      return isFirefox();
    },
    get ignoresNoStore() {
      return browser.runtime.getURL('').startsWith('chrome-extension:');
    },
    get ownDomain() {
      return new URL(browser.runtime.getURL('')).hostname;
    },
  },

  async installed() {
    const rules = await browser.declarativeNetRequest.getSessionRules();
    // Cast: only `update` below installs rules; the types lag behind `topDomains`.
    return (rules as unknown as Rule[]).map(({ condition, ...rule }) => ({
      ...rule,
      condition: withoutNulls(condition),
    }));
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

function isFirefox(): boolean {
  return browser.runtime.getURL('').startsWith('moz-extension:');
}

/** Firefox lists each missing condition of a rule as null. */
function withoutNulls(condition: RuleCondition): RuleCondition {
  // Cast: a null stands for a missing key.
  return Object.fromEntries(
    Object.entries(condition).filter(([, value]) => value !== null),
  ) as unknown as RuleCondition;
}
