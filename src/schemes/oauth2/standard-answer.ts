/**
 * Writes a server's answer as the standard has it, for oauth4webapi, which takes nothing else.
 *
 * Only what Keybearer uses is handed on. So other members may have any type, and an **ID token** is
 * removed unread. It says who has signed in, which only a silent renewal needs (`signed-in-user.ts`). It
 * comes from the token endpoint that the profile names, after the code has gone there. That is too late against a mix-up;
 * `iss` in the authorization response helps (RFC 9700 §4.4.2). A check of the ID token (OpenID Connect
 * Core 1.0 §3.1.3.7) would end sign-ins for an encrypted token, for an algorithm that no form asks for,
 * for a wrong clock, and for an issuer that the profile lacks.
 *
 * Source: RFC 6749 §5.1; RFC 8628 §3.2.
 */
import type { JsonBody } from './json-body';
import { tokenType } from './token-type';

/** @throws AppError `token-unreadable` for a token of another type. */
export function tokenAnswer(body: JsonBody): Response {
  const { access_token, refresh_token } = body;
  const expires_in = numberIn(body.expires_in);
  return answerWith({
    access_token,
    token_type: tokenType(body.token_type),
    // Decision 32: no end.
    ...(!(typeof expires_in === 'number' && expires_in <= 0) && { expires_in }),
    refresh_token,
  });
}

export function deviceAnswer(body: JsonBody): Response {
  const { device_code, user_code, verification_uri_complete } = body;
  return answerWith({
    device_code,
    user_code,
    // Google, "OAuth 2.0 for TV and Limited-Input Device Applications".
    verification_uri: body.verification_uri ?? body.verification_url,
    verification_uri_complete,
    expires_in: numberIn(body.expires_in),
    interval: numberIn(body.interval),
  });
}

/** Entra v1, Zoom and others send numbers as text. */
function numberIn(value: unknown): unknown {
  const number = typeof value === 'string' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : value;
}

/** JSON leaves out what is undefined. */
function answerWith(body: JsonBody): Response {
  return Response.json(body);
}
