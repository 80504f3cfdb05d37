/** The request to the authorization page and the answer from it, without a server. */
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors';
import {
  authorizationAnswer,
  authorizationRequest,
  newAuthorization,
} from '../../../src/schemes/oauth2-authorization-code/authorization';
import { oauth2AuthorizationCode as scheme } from '../../../src/schemes/oauth2-authorization-code/oauth2-authorization-code';

const REDIRECT_URI = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
const ISSUER = 'https://auth.example.com/tenant';

/** A server that has an issuer for each tenant. */
const ENTRA = 'https://login.microsoftonline.com';
const TENANT = '9188040d-6c67-4c5b-b112-36a304b66dad';

const client = {
  issuer: ISSUER,
  authorizationUrl: 'https://auth.example.com/tenant/authorize',
  clientId: 'client one',
  issCheck: 'if-sent',
  parameters: {},
} as const;
const { issuer: _, ...withoutIssuer } = client;

// RFC 7636, Appendix B.
const secret = {
  state: 'xyz',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  redirectUri: REDIRECT_URI,
};
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

async function parametersOf(changes: object = {}) {
  const url = new URL(await authorizationRequest({ ...client, ...changes }, secret));
  return { url, parameters: Object.fromEntries(url.searchParams) };
}

function answer(parameters: string, by: object = client, at = REDIRECT_URI) {
  const from = { ...withoutIssuer, ...by };
  return authorizationAnswer(from, secret, `${at}?${parameters}`).get('code');
}

/** @returns the error's code. The error must hold no part of the answer, which may contain a code. */
function codeOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.cause).toBeUndefined();
    return error.code;
  }
  return undefined;
}

describe('the authorization request', () => {
  it('is that of RFC 6749 §4.1.1, with the challenge of RFC 7636 Appendix B', async () => {
    const { url, parameters } = await parametersOf();

    expect(url.href.split('?')[0]).toBe(client.authorizationUrl);
    expect(parameters).toEqual({
      response_type: 'code',
      client_id: 'client one',
      redirect_uri: REDIRECT_URI,
      state: 'xyz',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    });
  });

  it('says scope, API and what else the server wants', async () => {
    const { parameters } = await parametersOf({
      scope: 'a b',
      audience: 'api',
      resource: 'https://api.example.com',
      parameters: { prompt: 'consent', access_type: 'offline' },
    });

    expect(parameters).toMatchObject({
      scope: 'a b',
      audience: 'api',
      resource: 'https://api.example.com',
      prompt: 'consent',
      access_type: 'offline',
    });
  });

  it('keeps the query of the endpoint, and lets nothing there speak for it', async () => {
    const authorizationUrl = `${client.authorizationUrl}?p=policy&state=theirs&code_challenge_method=plain`;

    const { url, parameters } = await parametersOf({ authorizationUrl });

    expect(parameters).toMatchObject({ p: 'policy', state: 'xyz', code_challenge_method: 'S256' });
    expect(url.searchParams.getAll('state')).toEqual(['xyz']);
  });

  it('is never the same twice', () => {
    const many = Array.from({ length: 100 }, () => newAuthorization(REDIRECT_URI));

    expect(new Set(many.flatMap(({ state, verifier }) => [state, verifier])).size).toBe(200);
    // RFC 7636 §4.1.
    for (const { verifier } of many) expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
  });

  it('asks with the challenge of the verifier that is kept', async () => {
    const credential = scheme.parse({ ...withoutIssuer, tokenUrl: ISSUER, parameters: '' });
    const context = { now: Date.now, fetch };
    const pending = await scheme.grant?.signIn?.begin(credential, context, REDIRECT_URI);

    if (pending?.step.kind !== 'redirect') throw new Error('It sends to a page.');
    const url = new URL(pending.step.url);
    // Cast: it is the scheme's own.
    const { verifier, state } = pending.secret as typeof secret;
    expect(url.searchParams.get('state')).toBe(state);
    expect(url.searchParams.get('code_challenge')).toBe(
      await oauth.calculatePKCECodeChallenge(verifier),
    );
  });
});

describe('the answer', () => {
  it.each([
    ['code=c&state=xyz', client],
    [`code=c&state=xyz&iss=${ISSUER}`, client],
    [`code=c&state=xyz&iss=${ISSUER}`, { ...client, issCheck: 'always' }],
    ['code=c&state=xyz', withoutIssuer],
    ['code=c&state=xyz&iss=https://auth.example.com', withoutIssuer],
    [`code=c&state=xyz&iss=${ISSUER}`, { ...withoutIssuer, issCheck: 'always' }],
    [`code=c&state=xyz&iss=${ENTRA}/${TENANT}/v2.0`, { ...client, issuer: `${ENTRA}/common/v2.0` }],
    ['code=c&state=xyz', { ...client, issuer: `${ENTRA}/common/v2.0` }],
    // RFC 6749 §4.1.2: unknown parameters are ignored.
    ['code=c&state=xyz&session_state=s&scope=a', client],
  ])('%s is taken, case %#', (parameters, by) => {
    expect(answer(parameters, by)).toBe('c');
  });

  it.each([
    ['code=c', client],
    ['code=c&state=', client],
    ['code=c&state=xyz1', client],
    ['code=c&state=XYZ', client],
    ['code=c&state=xyz&state=xyz', client],
    ['state=xyz', client],
    ['code=&state=xyz', client],
    ['code=c&code=d&state=xyz', client],
    ['code=&code=d&state=xyz', client],
    // RFC 9207 §2.4: compared as a string.
    [`code=c&state=xyz&iss=${ISSUER}/`, client],
    [`code=c&state=xyz&iss=https://evil.test`, { ...client, issuer: `${ENTRA}/common/v2.0` }],
    [`code=c&state=xyz&iss=${ENTRA}/${TENANT}/v2.0`, client],
    ['code=c&state=xyz&iss=https://auth.example.com', client],
    ['code=c&state=xyz&iss=https://evil.test', client],
    [`code=c&state=xyz&iss=${ISSUER}&iss=https://evil.test`, client],
    ['code=c&state=xyz', { ...client, issCheck: 'always' }],
    ['code=c&state=xyz&iss=', { ...client, issCheck: 'always' }],
    ['code=c&state=xyz&iss=https://evil.test', withoutIssuer],
    ['code=c&state=xyz&iss=http://auth.example.com', withoutIssuer],
    ['code=c&state=xyz&iss=https://auth.example.com.evil.test', withoutIssuer],
    ['code=c&state=xyz&iss=unknown', withoutIssuer],
    ['code=c&state=xyz', { ...withoutIssuer, issCheck: 'always' }],
    // An error is only this sign-in's if its state is.
    ['error=access_denied', client],
    ['error=access_denied&state=xyz1', client],
    ['error=access_denied&state=xyz&iss=https://evil.test', client],
    // No other flow was asked for (RFC 9700 §2.1.2), nor a signed answer.
    ['code=c&state=xyz&id_token=a.b.c', client],
    ['response=a.b.c', client],
    ['', client],
  ])('%s is not to this sign-in, case %#', (parameters, by) => {
    expect(codeOf(() => answer(parameters, by))).toBe('sign-in-mismatch');
  });

  it.each([
    ['elsewhere', 'https://evil.test/'],
    ['the neighbour’s', 'https://bbcdefghijklmnopabcdefghijklmnop.chromiumapp.org/'],
    ['by plain http', REDIRECT_URI.replace('https', 'http')],
    ['on another path', `${REDIRECT_URI}other`],
    ['no address', 'nowhere'],
  ])('at an address that is %s is not to this sign-in', (_, at) => {
    expect(codeOf(() => answer('code=c&state=xyz', client, at))).toBe('sign-in-mismatch');
  });

  it.each([undefined, '', `${REDIRECT_URI}#code=c&state=xyz`])(
    'that is %j is not to this sign-in',
    (address) => {
      expect(codeOf(() => authorizationAnswer(client, secret, address))).toBe('sign-in-mismatch');
    },
  );

  it.each(['access_denied', 'invalid_scope', 'login_required'])(
    'of %s is a refusal, with any other parameters',
    (error) => {
      expect(codeOf(() => answer(`error=${error}&code=c&state=xyz`))).toBe('sign-in-refused');
    },
  );
});
