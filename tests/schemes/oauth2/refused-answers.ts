/**
 * Refusals as providers document them, or as their servers send them. Each line is one of a kind; the
 * codes are what each request makes of it.
 */
import type { ErrorCode } from '../../../src/domain/errors';

export interface RefusedAnswer {
  readonly from: string;
  readonly status: number;
  readonly body: string | object;
  readonly type?: string;
  readonly obtain: ErrorCode;
  readonly exchange: ErrorCode;
  readonly refresh: ErrorCode;
}

const CLIENT = {
  obtain: 'token-client-refused',
  exchange: 'token-client-refused',
  refresh: 'token-client-refused',
} as const;
const REQUEST = {
  obtain: 'token-request-refused',
  exchange: 'token-request-refused',
  refresh: 'sign-in-ended',
} as const;
const GRANT = {
  obtain: 'token-request-refused',
  exchange: 'sign-in-expired',
  refresh: 'sign-in-ended',
} as const;
const LATER = {
  obtain: 'token-unavailable',
  exchange: 'token-unavailable',
  refresh: 'token-unavailable',
} as const;
const FOR_PAGES = {
  obtain: 'token-client-for-pages',
  exchange: 'token-client-for-pages',
  refresh: 'token-client-for-pages',
} as const;

const HTML = { body: '<!doctype html><title>401</title>', type: 'text/html' };

export const REFUSED_ANSWERS: readonly RefusedAnswer[] = [
  // RFC 6749 §5.2.
  { from: 'RFC 6749', status: 401, body: { error: 'invalid_client' }, ...CLIENT },
  { from: 'RFC 6749', status: 400, body: { error: 'invalid_client' }, ...CLIENT },
  { from: 'RFC 6749', status: 400, body: { error: 'invalid_grant' }, ...GRANT },
  { from: 'RFC 6749', status: 400, body: { error: 'invalid_request' }, ...REQUEST },
  { from: 'RFC 6749', status: 400, body: { error: 'invalid_scope' }, ...REQUEST },
  { from: 'RFC 6749', status: 400, body: { error: 'unauthorized_client' }, ...REQUEST },
  { from: 'RFC 6749', status: 400, body: { error: 'unsupported_grant_type' }, ...REQUEST },
  { from: 'RFC 8707', status: 400, body: { error: 'invalid_target' }, ...REQUEST },

  // No word, or not as the RFC has it: the status decides.
  { from: 'a proxy', status: 401, ...HTML, ...CLIENT },
  { from: 'django-oauth-toolkit', status: 401, body: '', ...CLIENT },
  { from: 'glewlwyd', status: 403, body: '', ...CLIENT },
  {
    from: 'Twitch',
    status: 403,
    body: { status: 403, message: 'invalid client secret' },
    ...CLIENT,
  },
  { from: 'Okta', status: 401, body: { errorCode: 'invalid_client' }, ...CLIENT },
  { from: 'Apigee', status: 401, body: { ErrorCode: 'invalid_client', Error: 'x' }, ...CLIENT },
  { from: 'Apigee', status: 401, body: { fault: { faultstring: 'Invalid key' } }, ...CLIENT },
  { from: 'HubSpot', status: 400, body: { status: 'BAD_CLIENT_ID' }, ...REQUEST },
  { from: 'HubSpot', status: 400, body: { status: 'BAD_REFRESH_TOKEN' }, ...REQUEST },
  { from: 'Twitch', status: 400, body: { status: 400, message: 'Invalid token' }, ...REQUEST },
  { from: 'Fitbit', status: 400, body: { errors: [{ message: 'x' }] }, ...REQUEST },
  { from: 'Fitbit', status: 200, body: { errors: [{ message: 'x' }], success: false }, ...REQUEST },
  { from: 'Facebook', status: 400, body: { error: { message: 'x', code: 101 } }, ...REQUEST },
  { from: 'glewlwyd', status: 400, body: '', ...REQUEST },
  { from: 'a proxy', status: 404, ...HTML, ...REQUEST },
  { from: 'a proxy', status: 405, body: '', ...REQUEST },
  { from: 'an array', status: 400, body: ['invalid_grant'], ...REQUEST },
  {
    from: 'another type',
    status: 400,
    body: '{"error":"invalid_grant"}',
    type: 'text/plain',
    ...GRANT,
  },
  {
    from: 'another type',
    status: 401,
    body: '{"error":"invalid_grant"}',
    type: 'text/html',
    ...GRANT,
  },

  // Words of their own.
  { from: 'GitHub', status: 200, body: { error: 'incorrect_client_credentials' }, ...CLIENT },
  { from: 'GitHub', status: 200, body: { error: 'bad_verification_code' }, ...GRANT },
  { from: 'GitHub', status: 200, body: { error: 'bad_refresh_token' }, ...GRANT },
  { from: 'GitHub', status: 200, body: { error: 'device_flow_disabled' }, ...REQUEST },
  { from: 'GitHub', status: 200, body: { error: 'unsupported_grant_type' }, ...REQUEST },
  { from: 'Slack', status: 200, body: { ok: false, error: 'bad_client_secret' }, ...CLIENT },
  { from: 'Slack', status: 200, body: { ok: false, error: 'invalid_client_id' }, ...CLIENT },
  { from: 'Slack', status: 200, body: { ok: false, error: 'invalid_code' }, ...GRANT },
  { from: 'Slack', status: 200, body: { ok: false, error: 'invalid_refresh_token' }, ...GRANT },
  { from: 'Slack', status: 200, body: { ok: false, error: 'not_in_our_table' }, ...REQUEST },
  { from: 'Salesforce', status: 400, body: { error: 'invalid_client_id' }, ...CLIENT },
  { from: 'Auth0', status: 401, body: { error: 'access_denied' }, ...CLIENT },
  { from: 'Auth0', status: 403, body: { error: 'access_denied' }, ...REQUEST },
  { from: 'Keycloak', status: 401, body: { error: 'unauthorized_client' }, ...CLIENT },
  { from: 'Entra', status: 401, body: { error: 'invalid_request' }, ...CLIENT },
  { from: 'Entra', status: 400, body: { error: 'interaction_required' }, ...GRANT },
  { from: 'Spring', status: 401, body: { error: 'invalid_token' }, ...GRANT },
  { from: 'an unknown one', status: 403, body: { error: 'app_suspended' }, ...REQUEST },
  {
    from: 'Entra, a single-page application',
    status: 400,
    body: {
      error: 'invalid_request',
      error_description:
        'AADSTS9002327: Tokens issued for the client-type may only be redeemed so.',
      error_codes: [9002327],
    },
    ...FOR_PAGES,
  },

  // For later, with any body.
  ...[408, 425, 429, 500, 502, 503, 504].flatMap((status) => [
    { from: 'a busy server', status, body: '', ...LATER },
    { from: 'a busy server', status, body: { error: 'invalid_client' }, ...LATER },
  ]),
  { from: 'a busy server', status: 400, body: { error: 'temporarily_unavailable' }, ...LATER },
];
