/** Two headers of one moment: issue, rules, wire, masks, verdicts, curl and preview. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { entryOf } from '../../../src/app/activity/entry-of';
import { explainAddress } from '../../../src/app/activity/explain-address';
import { situationOf } from '../../../src/app/activity/situation';
import { copyCurl, copyHeader } from '../../../src/app/clipboard/copy-out';
import { issueHeader } from '../../../src/app/headers/issue-due';
import { syncRules } from '../../../src/app/headers/sync-rules';
import { createVault } from '../../../src/app/keys/create-vault';
import { readState } from '../../../src/app/pages/read-state';
import { checkCredential } from '../../../src/app/profiles/check-credential';
import { previewProfile } from '../../../src/app/profiles/preview-profile';
import { saveProfile } from '../../../src/app/profiles/save-profile';
import type { SchemeId } from '../../../src/domain/credential';
import type { Header, HeaderSet, IssuedHeaders } from '../../../src/domain/header';
import type { HttpHeaders, Outcome, SeenRequest } from '../../../src/domain/seen-request';
import type { Origin } from '../../../src/domain/site';
import { match } from '../../../src/rules/match';
import { placedHeadersOf } from '../../../src/rules/uncached';
import { schemes } from '../../../src/schemes';
import type { AuthScheme } from '../../../src/schemes/auth-scheme';
import { opened } from '../../support/app-states';
import { CHROME, FIREFOX } from '../../support/browsers';
import { DATED, DATED_KEY, datedHeaders, useDatedScheme } from '../../support/dated-scheme';
import { headersSetBy } from '../../support/dnr';
import { SANDBOX_ADMIN } from '../../support/drafts';
import { type FakeBrowser, fakeBrowser, inForce } from '../../support/fake-ports';
import { refusal } from '../../support/matchers';

vi.mock('hash-wasm', () => import('../../support/quick-kdf'));

const MINUTE = 60_000;
const NEVER = 'Thu, 31 Dec 2037 23:55:55 GMT';
const ORIGIN = 'https://dated.test' as Origin;
const URL_THERE = `${ORIGIN}/v1/Orders`;
const NAMES = ['Authorization', 'X-Auth-Date'];
const OWN = { method: 'GET', type: 'xmlhttprequest', initiator: ORIGIN, top: ORIGIN, tabId: 1 };

let browser: FakeBrowser;

useDatedScheme();

beforeEach(async () => {
  browser = fakeBrowser();
  await createVault(browser.ports, 'correct horse battery staple');
  await saveProfile(browser.ports, { profile: DATED, pick: true });
});

const issuedNow = () => Object.values<IssuedHeaders>(browser.session.issued ?? {});
const lines = (headers: HeaderSet) => headers.map(({ name, value }) => `${name}: ${value}`);

/** @returns the headers on a request of the site's own script. */
function setOn(url: string): Map<string, string> {
  return headersSetBy(browser.rules, { ...OWN, url, method: 'get' });
}

describe('two headers of one moment', () => {
  it('are issued together, in one entry of the session', () => {
    const headers = datedHeaders(DATED_KEY, browser.now);

    expect(issuedNow()).toMatchObject([{ origin: ORIGIN, headers, issuedAt: browser.now }]);
  });

  it('are set by the same rules, as many as one header needs', async () => {
    const rulesOfTwo = browser.rules;
    for (const rule of rulesOfTwo) {
      expect(placedHeadersOf(rule).map(({ name }) => name)).toEqual(NAMES);
    }

    await saveProfile(browser.ports, { profile: SANDBOX_ADMIN, pick: true });

    expect(browser.rules).toHaveLength(2 * rulesOfTwo.length);
  });

  it('both go on the wire, as the browsers’ documentation has it and as we say', () => {
    const [authorization, date] = datedHeaders(DATED_KEY, browser.now);

    expect(Object.fromEntries(setOn(URL_THERE))).toEqual({
      authorization: authorization.value,
      'x-auth-date': date?.value,
      'if-range': NEVER,
    });
    expect(match(browser.rules, { ...OWN, url: URL_THERE })).toMatchObject({
      sets: [authorization, date, { name: 'If-Range', value: NEVER }],
    });
  });

  it('are renewed together, by the clock of their server', async () => {
    const clock = { offsetMs: 5 * MINUTE, askedAt: browser.now };
    browser.session = { ...browser.session, clocks: { [ORIGIN]: clock } };
    browser.now += 4 * MINUTE;

    await syncRules(browser.ports);

    expect(inForce(browser)).toEqual({
      [`|${ORIGIN}/`]: lines(datedHeaders(DATED_KEY, browser.now + 5 * MINUTE)),
    });
  });
});

describe('the pages’ status of two headers', () => {
  it('has both names, saved or being typed', async () => {
    const { profiles } = opened(await readState(browser.ports));
    const { headerNames } = checkCredential('dated', { key: 'x' }, browser.now);

    expect(profiles[0]?.headers[0]).toMatchObject({
      headerNames: NAMES,
      status: { state: 'installed' },
    });
    expect(headerNames).toEqual(NAMES);
  });

  it('explains both, masked', async () => {
    const [authorization] = datedHeaders(DATED_KEY, browser.now);

    const question = { url: URL_THERE, way: 'script', method: 'GET', page: '' } as const;

    expect(await explainAddress(browser.ports, question)).toEqual({
      ok: true,
      carries: [
        `Authorization: …${authorization.value.slice(-4)}`,
        `X-Auth-Date: …${new Date(browser.now).toISOString().slice(-4)}`,
        `If-Range: ${NEVER}`,
      ],
    });
  });

  it.each([
    ['Chrome', CHROME],
    ['Firefox', FIREFOX],
  ])('previews them in one line in %s', (_, traits) => {
    const headers = [{ headerNames: NAMES, paths: [], methods: [] }];

    expect(previewProfile({ ...DATED, headers }, traits)).toMatchObject([
      { headerNames: NAMES, places: [`${ORIGIN}/`], opened: ['GET', 'HEAD'] },
    ]);
  });
});

describe('a request with two headers', () => {
  const outcome: Outcome = { kind: 'answered', status: 200, headers: [], from: 'server' };

  async function seen(left: HttpHeaders) {
    const state = opened(await readState(browser.ports));
    const situation = situationOf(state, browser.rules);
    const issued = browser.session.issued ?? {};
    const request: SeenRequest = { ...OWN, at: browser.now, url: URL_THERE, sent: left };
    return entryOf(request, outcome, { state, situation, issued });
  }

  const leaving = (headers: readonly Header[]): HttpHeaders =>
    headers.map(({ name, value }) => [name.toLowerCase(), value]);

  it('is recorded with both names where both have left', async () => {
    expect(await seen(leaving(datedHeaders(DATED_KEY, browser.now)))).toMatchObject({
      headerNames: NAMES,
      verdict: { cause: 'working' },
    });
  });

  it('says that the second was changed by another extension, or taken away', async () => {
    const [first, second] = datedHeaders(DATED_KEY, browser.now);
    const other = { name: 'X-Auth-Date', value: 'yesterday' };

    for (const left of [[first, other], [first]]) {
      const verdict = { cause: 'overridden', headerName: 'X-Auth-Date' };
      expect(await seen(leaving(left))).toMatchObject({ verdict });
    }
    expect(second?.value).not.toBe(other.value);
  });
});

describe('the copied text', () => {
  const copy = () => {
    const headerId = issuedNow()[0]?.headerId ?? '';
    return copyHeader(browser.ports, { origin: ORIGIN, headerId });
  };

  it('is both headers, a line for each', async () => {
    const [first, second] = lines(datedHeaders(DATED_KEY, browser.now));

    expect(await copy()).toEqual({ ok: true, text: `${first}\n${second}` });
  });

  it('is nothing where one of the two is not in force', async () => {
    const rules = browser.rules;
    for (const name of NAMES) {
      browser.rules = rules.map((rule) => {
        if (rule.action.type !== 'modifyHeaders') return rule;
        const others = rule.action.requestHeaders.filter(({ header }) => header !== name);
        // Cast: those that are left are of the kind that they were.
        return { ...rule, action: { ...rule.action, requestHeaders: others } } as typeof rule;
      });
      await expect(copy()).rejects.toThrow(refusal('header-not-set'));
    }
  });

  it('as a command has both, their values in variables', async () => {
    const request = { origin: ORIGIN, url: URL_THERE, method: 'GET' };

    expect(await copyCurl(browser.ports, request)).toEqual({
      ok: true,
      text: [
        'curl -H "Authorization: $KEYBEARER_SECRET"',
        `-H "X-Auth-Date: $KEYBEARER_SECRET_2" '${URL_THERE}'`,
      ].join(' '),
    });
  });
});

describe('headers that no request can carry together', () => {
  const first = { name: 'Authorization', value: 'x' };

  it('are refused when they are issued, whichever it is', async () => {
    const unsendable: readonly HeaderSet[] = [
      [first, { name: 'Authorization', value: 'y' }],
      [first, { name: 'authorization', value: 'x' }],
      [first, { name: 'X-Date', value: 'a\r\nX-Injected: b' }],
      [first, { name: 'X Date', value: 'a' }],
      [first, { name: 'X-Date', value: '' }],
      [{ name: 'X-Date', value: 'a\nb' }, first],
    ];
    for (const headers of unsendable) {
      const scheme: AuthScheme = {
        id: 'odd' as string as SchemeId,
        fields: [],
        headerNames: () => ['Authorization'],
        parse: () => ({}),
        fieldsOf: () => ({}),
        issue: async () => ({ headers }),
      };
      (schemes as AuthScheme[]).push(scheme);
      const answer = issueHeader({ schemeId: scheme.id, credential: {} }, browser.now);
      await expect(answer).rejects.toThrow(refusal('header-unsendable'));
      (schemes as AuthScheme[]).pop();
    }
  });
});
