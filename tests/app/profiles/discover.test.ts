/** The allowed callers of discovery, and the address that is asked. */
import { beforeEach, describe, expect, it } from 'vitest';
import { findSignIn, lookUpIssuer } from '../../../src/app/profiles/discover';
import { type FakeBrowser, fakeBrowser } from '../../support/fake-ports';

const ISSUER = 'https://auth.test';

let browser: FakeBrowser;
let asked: string[];

beforeEach(() => {
  browser = fakeBrowser();
  // Cast: that there is one is all that is looked at.
  browser.session = { dataKey: 'any' as never };
  asked = [];
});

/** Every address answers with the issuer's metadata. */
const ports = () => ({
  ...browser.ports,
  fetchSeeingRedirects: async (url: unknown) => {
    asked.push(String(url));
    return Response.json({ issuer: ISSUER, token_endpoint: `${ISSUER}/token` });
  },
});

const failed = (code: string, more: object = {}) => ({ ok: false, failure: { code, ...more } });

describe('lookUpIssuer', () => {
  it('tells what the server says', async () => {
    expect(await lookUpIssuer(ports(), ` ${ISSUER} `)).toEqual({
      ok: true,
      found: {
        metadata: { issuer: ISSUER, tokenUrl: `${ISSUER}/token`, issCheck: 'if-sent' },
        leftOut: [],
      },
    });
    expect(browser.calls).toEqual([]);
  });

  it.each([
    `${ISSUER}/.well-known/openid-configuration`,
    `${ISSUER}/.well-known/oauth-authorization-server`,
    ` ${ISSUER}/.well-known/oauth-authorization-server/ `,
  ])('takes %j for the issuer that it is about', async (typed) => {
    expect(await lookUpIssuer(ports(), typed)).toMatchObject({
      found: { metadata: { issuer: ISSUER } },
    });
    expect(asked).toEqual([`${ISSUER}/.well-known/oauth-authorization-server`]);
  });

  it.each([
    ['', 'required'],
    ['auth.test', 'endpoint-not-a-url'],
    ['http://auth.test', 'endpoint-http'],
    ['https://u:p@auth.test', 'endpoint-user-info'],
    ['https://auth.test/?tenant=1', 'issuer-query'],
    ['https://auth.test/#', 'issuer-query'],
  ])('refuses %j, naming the field', async (issuer, problem) => {
    expect(await lookUpIssuer(ports(), issuer)).toEqual(
      failed('credential-invalid', { field: 'issuer', problem }),
    );
    expect(asked).toEqual([]);
  });
});

describe('findSignIn', () => {
  it.each([
    ['https://api.test', 'https://api.test/'],
    ['https://api.test/v1/things', 'https://api.test/v1/things'],
    ['https://api.test/v1/*/things', 'https://api.test/v1/'],
    ['https://api.test/v1/a*', 'https://api.test/v1/'],
    ['https://api.test/*', 'https://api.test/'],
    ['https://api.test//evil.test/v1', 'https://api.test//evil.test/v1'],
    ['https://api.test//evil.test*', 'https://api.test//'],
    ['http://localhost:8080/v1', 'http://localhost:8080/v1'],
    ['https://api.test/.well-known/oauth-protected-resource/v1', 'https://api.test/v1'],
    ['https://api.test/.well-known/oauth-protected-resource', 'https://api.test/'],
  ])('asks at %s: %s', async (typed, address) => {
    // The answer is a missing proposal, not a refused address.
    expect(await findSignIn(ports(), typed)).toEqual(failed('discovery-no-proposal'));
    expect(asked).toEqual([address]);
  });

  it.each([
    ['http://api.test', 'site-http'],
    ['https://u:p@api.test', 'site-user-info'],
    ['ftp://api.test', 'site-protocol'],
    ['', 'required'],
  ])('refuses %j', async (typed, problem) => {
    expect(await findSignIn(ports(), typed)).toEqual(
      failed('site-invalid', { field: 'site', problem }),
    );
    expect(asked).toEqual([]);
  });
});

describe.each([
  ['an issuer', () => lookUpIssuer(ports(), ISSUER)],
  ['a site', () => findSignIn(ports(), ISSUER)],
])('the question to %s', (_, question) => {
  it('is not asked while the vault is locked', async () => {
    browser.session = {};

    expect(await question()).toEqual(failed('vault-locked'));
    expect(asked).toEqual([]);
  });

  it('is not asked when the vault should be locked', async () => {
    browser.session = { ...browser.session, lockAt: browser.now };

    expect(await question()).toEqual(failed('vault-locked'));
    expect(asked).toEqual([]);
  });

  it('is not asked of a host that the user has not allowed', async () => {
    browser.disallowed.add(ISSUER);

    expect(await question()).toEqual(failed('discovery-not-allowed'));
    expect(asked).toEqual([]);
  });

  it('has an answer where the server has none', async () => {
    const { ok } = await lookUpIssuer(browser.ports, ISSUER);

    expect(ok).toBe(false);
  });
});
