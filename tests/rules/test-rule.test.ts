/** R4: one address, one method, our own request, and nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match } from '../../src/rules/match';
import { testableUrl, testRule } from '../../src/rules/own-requests';
import { CHROME } from '../support/browsers';
import { matchingRules } from '../support/dnr';
import { requests } from '../support/requests';

const OWN = `chrome-extension://${CHROME.ownDomain}`;
const HEADERS = [{ name: 'Authorization', value: 'Basic x' }];
const ruleFor = (url: string, method = 'GET') => testRule(url, method, HEADERS, CHROME);

describe('testableUrl', () => {
  it.each([
    ['https://api.test/v1#part', 'https://api.test/v1'],
    ['https://api.test/v1#', 'https://api.test/v1'],
    ['https://api.test/a*b|c^d?e=*|^', 'https://api.test/a%2Ab%7Cc%5Ed?e=%2A%7C%5E'],
  ])('makes of %s what a filter takes as it is', (url, testable) => {
    expect(testableUrl(new URL(url))).toBe(testable);
  });
});

describe('testRule', () => {
  it('matches its own address and method from our own pages alone', () => {
    fc.assert(
      fc.property(requests, requests, (tested, other) => {
        const url = testableUrl(new URL(tested.url));
        const rule = ruleFor(url, tested.method.toUpperCase());
        const own = { url, method: tested.method, type: 'xmlhttprequest', initiator: OWN };
        const asked = { ...own, method: own.method.toUpperCase(), tabId: -1 };

        expect(match([rule], asked)).toHaveProperty('sets');
        expect(matchingRules([{ id: 1, ...rule }], own)).toHaveLength(1);
        const others = [
          other,
          { ...own, url: `${url}x` },
          { ...own, url: `${url}?` },
          { ...own, method: own.method === 'get' ? 'head' : 'get' },
          { ...own, initiator: new URL(url).origin },
          { ...own, type: 'main_frame' },
        ];
        for (const each of others) {
          expect(matchingRules([{ id: 1, ...rule }], each)).toEqual([]);
          const method = each.method.toUpperCase();
          expect(match([rule], { ...each, method, tabId: -1 })).not.toHaveProperty('sets');
        }
      }),
    );
  });
});
