/** What the two browsers know, as `platform/rule-store.ts` finds it. */
import type { BrowserTraits } from '../../src/rules/rule';

export const CHROME: BrowserTraits = {
  knowsTopDomains: true,
  cachesVariedHeaders: false,
  ownDomain: 'cbgmnlnjapkbfmndplhfhbhkgbngcgkp',
};

export const FIREFOX: BrowserTraits = {
  knowsTopDomains: false,
  cachesVariedHeaders: true,
  ownDomain: '6b657962-6561-4265-8172-6b6579626561',
};
