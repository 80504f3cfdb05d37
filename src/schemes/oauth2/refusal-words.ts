/**
 * The words by which servers refuse, and their meaning.
 *
 * Source: RFC 6749 §5.2; RFC 8628 §3.5; the providers' documentation, by name in the table.
 */
export type Meaning =
  /** The client: its ID, its secret, or the way to send them. */
  | 'client'
  /** The client is registered for scripts in web pages only. */
  | 'client-for-pages'
  /** The code or the refresh token: it has expired, or was used, or revoked. */
  | 'grant'
  /** The user has said no. */
  | 'denied'
  /** Any other part of the request. */
  | 'request'
  /** Nothing: the server may answer a later request. */
  | 'later';

/** The first line with the word counts; a line with a status is for that status only. */
const WORDS: readonly (readonly [word: string, meaning: Meaning, status?: number])[] = [
  // RFC 6749 §5.2. `invalid_request` and `unauthorized_client` go by the status: Entra and Keycloak
  // say so with 401 for a missing or a wrong secret.
  ['invalid_client', 'client'],
  ['invalid_grant', 'grant'],
  ['invalid_scope', 'request'],
  ['unsupported_grant_type', 'request'],
  // RFC 8707 §2.
  ['invalid_target', 'request'],
  // RFC 8628 §3.5.
  ['authorization_pending', 'later'],
  ['slow_down', 'later'],
  ['expired_token', 'grant'],
  // Auth0, for a wrong client secret. In RFC 8628 the user has denied the device.
  ['access_denied', 'client', 401],
  ['access_denied', 'denied'],
  // Entra, for a device.
  ['authorization_declined', 'denied'],
  // Google, for a device: its quota, with 403 and in `error_code`.
  ['rate_limit_exceeded', 'later'],
  // RFC 6749 §4.1.2.1. Servers use them at the token endpoint as well.
  ['server_error', 'later'],
  ['temporarily_unavailable', 'later'],
  // GitHub, all with status 200.
  ['incorrect_client_credentials', 'client'],
  ['bad_verification_code', 'grant'],
  ['bad_refresh_token', 'grant'],
  ['device_flow_disabled', 'request'],
  // Slack, all with status 200; the second one also Salesforce.
  ['bad_client_secret', 'client'],
  ['invalid_client_id', 'client'],
  ['invalid_code', 'grant'],
  ['code_already_used', 'grant'],
  ['invalid_refresh_token', 'grant'],
  ['token_expired', 'grant'],
  // Spring Security OAuth, with 401, for a refresh token.
  ['invalid_token', 'grant'],
  // OpenID Connect Core 1.0 §3.1.2.6. Entra: the user has to sign in again.
  ['interaction_required', 'grant'],
  ['login_required', 'grant'],
  ['consent_required', 'grant'],
  // Entra, for an app that is registered as a single-page application.
  ['AADSTS9002327', 'client-for-pages'],
];

/** @returns undefined if the table does not have the word for this status. */
export function meaningOf(word: string | undefined, status: number): Meaning | undefined {
  return WORDS.find(([each, , only = status]) => each === word && only === status)?.[1];
}
