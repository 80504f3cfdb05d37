/** The header that keeps a credential out of Firefox's cache is distinct from the credential itself. */
import { describe, expect, it } from 'vitest';
import type { HeaderSet } from '../../src/domain/header';
import { type Origin, parsePathScope } from '../../src/domain/site';
import { compileRules } from '../../src/rules/compile';
import { match } from '../../src/rules/match';
import { credentialsAmong, placedHeadersOf } from '../../src/rules/uncached';
import { CHROME, FIREFOX } from '../support/browsers';

const API = 'https://api.test' as Origin;
const NO_STORE = { name: 'Cache-Control', value: 'no-store' };
const KEY = { name: 'X-Key', value: 'a' };
const DATE = { name: 'X-Date', value: 'b' };

function rulesFor(headers: HeaderSet, browser = FIREFOX) {
  const access = { callers: [], strict: false, ownForms: false, ownPictures: false };
  const place = { origin: API, path: parsePathScope('/'), headers, methods: [], access };
  return compileRules([place], browser);
}

describe('the placed headers', () => {
  it.each<[string, HeaderSet]>([
    ['one', [KEY]],
    ['two', [KEY, DATE]],
    ['the same header, set by the profile itself', [NO_STORE]],
    ['the same name with another value', [KEY, { ...NO_STORE, value: 'no-cache' }]],
  ])('are those of the profile: %s', (_, headers) => {
    for (const browser of [CHROME, FIREFOX]) {
      for (const rule of rulesFor(headers, browser)) {
        expect(placedHeadersOf(rule)).toEqual(headers);
      }
      const request = { url: `${API}/`, method: 'GET', type: 'main_frame', tabId: 1 };
      const matched = match(rulesFor(headers, browser), request);

      expect('sets' in matched && credentialsAmong(matched.sets)).toMatchObject(headers);
    }
  });
});
