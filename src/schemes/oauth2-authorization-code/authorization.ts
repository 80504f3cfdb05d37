/**
 * The way to an authorization server and back through the browser: makes the request, and checks that
 * the answer belongs to it.
 *
 * Source: RFC 6749 §4.1.1, §4.1.2; RFC 7636 (PKCE, always S256); RFC 9207 (`iss`); RFC 9700 §4.4, §4.7;
 * OpenID Connect Core 1.0 §3.1.2.1 (`prompt`, `login_hint`), §3.1.2.6 (errors).
 */
import * as oauth from 'oauth4webapi';
import { isTenantOf } from '../../domain/entra';
import { AppError, type ErrorCode } from '../../domain/errors';
import { accessParameters, type RequestedAccess } from '../oauth2/requested-access';
import { wordsIn } from '../oauth2/server-words';

/** Secrets for checking the answer (`state`) and for redeeming the code (`verifier`). */
export interface AuthorizationSecret {
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

export interface AuthorizationClient extends RequestedAccess {
  readonly issuer?: string;
  readonly authorizationUrl: string;
  readonly clientId: string;
  readonly issCheck: IssCheck;
}

export const ISS_CHECKS = ['if-sent', 'always'] as const;
/** `always` refuses an answer without the server's name (`iss`). */
export type IssCheck = (typeof ISS_CHECKS)[number];

/** A request that the server may only answer at once, without a page (OpenID Connect Core 1.0 §3.1.2.1). */
export interface SilentRequest {
  /** Absent: the server has named the user by no name that it takes. */
  readonly loginHint?: string;
}

export function newAuthorization(redirectUri: string): AuthorizationSecret {
  const state = oauth.generateRandomState();
  return { state, verifier: oauth.generateRandomCodeVerifier(), redirectUri };
}

export async function authorizationRequest(
  client: AuthorizationClient,
  { state, verifier, redirectUri }: AuthorizationSecret,
  silent?: SilentRequest,
): Promise<string> {
  const url = new URL(client.authorizationUrl);
  const { loginHint } = silent ?? {};
  const parameters = {
    ...(loginHint !== undefined && { login_hint: loginHint }),
    // The user may have written a `login_hint` of their own.
    ...accessParameters(client),
    ...(silent && { prompt: 'none' }),
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  // The endpoint may have a query of its own, which stays (RFC 6749 §3.1).
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/**
 * @param address - The address that the server has redirected to.
 * @returns the code with its parameters, as oauth4webapi wants them.
 * @throws AppError `sign-in-refused`, `sign-in-failed-there` or `sign-in-mismatch`; for a silent request
 * `sign-in-needed`, if the server wants to show a page.
 */
export function authorizationAnswer(
  client: AuthorizationClient,
  { state, redirectUri }: AuthorizationSecret,
  address: string | undefined,
  silent?: SilentRequest,
): URLSearchParams {
  const url = URL.parse(address ?? '');
  if (!url || !isAt(url, redirectUri)) throw mismatch('another address');
  const server = {
    issuer: expectedIssuer(client, url.searchParams.get('iss')),
    authorization_response_iss_parameter_supported: client.issCheck === 'always',
  };
  try {
    const answer = oauth.validateAuthResponse(server, { client_id: client.clientId }, url, state);
    const [code, ...others] = answer.getAll('code');
    if (code && others.length === 0) return answer;
  } catch (error) {
    // Without cause: it contains the code.
    if (error instanceof oauth.AuthorizationResponseError) throw refusedThere(error, state, silent);
    throw mismatch('state or iss');
  }
  throw mismatch('no code, or several');
}

/** RFC 6749 §4.1.2.1: the server has failed, and has refused nothing. */
const FAILURES: readonly string[] = ['server_error', 'temporarily_unavailable'];

/** OpenID Connect Core 1.0 §3.1.2.6: the server would have to show a page. */
const PAGE_NEEDED: readonly string[] = [
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
];

function refusedThere(
  { error, error_description }: oauth.AuthorizationResponseError,
  state: string,
  silent: SilentRequest | undefined,
): AppError {
  const code = silent && PAGE_NEEDED.includes(error) ? 'sign-in-needed' : codeOf(error);
  const serverSays = wordsIn({ error, error_description }, [state]);
  return new AppError(code, 'an error in place of a code', {
    ...(serverSays !== undefined && { serverSays }),
  });
}

function codeOf(error: string): ErrorCode {
  return FAILURES.includes(error) ? 'sign-in-failed-there' : 'sign-in-refused';
}

/** The issuer that must have answered. If the profile has none, any issuer on the server's origin. */
function expectedIssuer({ issuer, authorizationUrl }: AuthorizationClient, sent: string | null) {
  if (issuer !== undefined) return sent !== null && isTenantOf(issuer, sent) ? sent : issuer;
  const { origin } = new URL(authorizationUrl);
  return sent !== null && URL.parse(sent)?.origin === origin ? sent : origin;
}

function isAt({ origin, pathname }: URL, redirectUri: string): boolean {
  const expected = new URL(redirectUri);
  return origin === expected.origin && pathname === expected.pathname;
}

function mismatch(what: string): AppError {
  return new AppError('sign-in-mismatch', what);
}
