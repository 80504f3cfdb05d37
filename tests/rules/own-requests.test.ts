/** R4, the rule of a test request: for one address and one method, asked for by us. */
import { describe, expect, it } from 'vitest';
import { type AskedRequest, match } from '../../src/rules/match';
import { ownRequestRules, testableUrl, testRule } from '../../src/rules/own-requests';
import { CHROME } from '../support/browsers';
import { proves } from '../support/proves';

const TESTED = 'https://api.test/v1/orders';
const RULE = testRule(TESTED, 'GET', [{ name: 'Authorization', value: 'Basic x' }], CHROME);

/** A request of the extension itself, in no tab. */
const OURS: AskedRequest = {
  url: TESTED,
  method: 'GET',
  type: 'xmlhttprequest',
  initiator: `https://${CHROME.ownDomain}`,
  tabId: -1,
};

function isSet(change: Partial<AskedRequest>): boolean {
  const matched = match([RULE], { ...OURS, ...change });
  return 'sets' in matched && matched.sets.length > 0;
}

describe('testRule', () => {
  it('carries the header to the address that is tested', () => {
    expect(isSet({})).toBe(true);
  });

  proves('T16', 'it reaches no token request, nor any other of ours', (tried) => {
    const others = [
      'https://api.test/v1/token',
      'https://api.test/v1/orders/token',
      'https://api.test/v1/orders?grant_type=x',
      'https://api.test/v1/order',
      'https://api.test/V1/ORDERS',
      'https://api.test:8443/v1/orders',
      'http://api.test/v1/orders',
      'https://auth.test/?u=https://api.test/v1/orders',
    ];
    for (const url of others) {
      for (const method of ['GET', 'POST']) {
        expect(isSet({ url, method }), `${method} ${url}`).toBe(false);
        tried();
      }
    }
    // A token is asked for by POST: at the tested address itself not either.
    for (const method of ['POST', 'HEAD', 'OPTIONS']) {
      expect(isSet({ method }), method).toBe(false);
      tried();
    }
  });

  proves('T16', 'it is for us alone: no page gets the header by it', (tried) => {
    for (const initiator of ['https://api.test', 'https://app.test', 'https://evil.test', 'null']) {
      for (const type of ['xmlhttprequest', 'image', 'sub_frame', 'main_frame']) {
        expect(isSet({ initiator, type, tabId: 1 }), `${type} of ${initiator}`).toBe(false);
        tried();
      }
    }
    // A typed address has no initiator.
    const { initiator: _, ...typed } = OURS;
    expect(match([RULE], { ...typed, type: 'main_frame', tabId: 1 })).toHaveProperty('unmet');
    tried();
  });

  it('is stronger than the rule that takes our name off what asks for tokens', () => {
    const [own] = ownRequestRules([TESTED], CHROME);

    expect(RULE.priority).toBeGreaterThan(own?.priority ?? Number.POSITIVE_INFINITY);
  });
});

describe('testableUrl', () => {
  it.each([
    ['https://api.test/a|b*c^d', 'https://api.test/a%7Cb%2Ac%5Ed'],
    ['https://api.test/v1?x=*#frag', 'https://api.test/v1?x=%2A'],
    ['https://api.test/#', 'https://api.test/'],
  ])('writes %s so that a filter reads it as it is', (typed, expected) => {
    expect(testableUrl(new URL(typed))).toBe(expected);
  });
});
