/** The traits of the two browsers, as `platform/rule-store.ts` finds them. */
import { FIREFOX_OWN_TYPES } from '../../src/platform/own-types';
import type { BrowserTraits } from '../../src/rules/rule';

export const CHROME: BrowserTraits = {
  knowsTopDomains: true,
  cachesVariedHeaders: false,
  ignoresNoStore: true,
  ownDomain: 'cbgmnlnjapkbfmndplhfhbhkgbngcgkp',
};

export const FIREFOX: BrowserTraits = {
  knowsTopDomains: false,
  ownTypes: FIREFOX_OWN_TYPES,
  cachesVariedHeaders: true,
  ignoresNoStore: false,
  ownDomain: '6b657962-6561-4265-8172-6b6579626561',
};
