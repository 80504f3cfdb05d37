/**
 * Adapts a server's answer for oauth4webapi, which is stricter here than helps the user.
 *
 * - **An ID token** is removed unread. It says who has signed in, and Keybearer does not need that. It
 *   comes from the token endpoint that the profile names, after the code has gone there. That is too
 *   late against a mix-up; `iss` in the authorization response helps (RFC 9700 §4.4.2). A check of the
 *   ID token (OpenID Connect Core 1.0 §3.1.3.7) would end sign-ins for an encrypted token, for an
 *   algorithm that no form asks for, for a wrong clock, and for an issuer that the profile lacks.
 * - **Null and empty text** are removed: some servers send them for values that they do not give.
 * - **An error with status 200**, as GitHub answers, becomes the 400 that RFC 6749 §5.2 asks for.
 */
export async function readableAnswer(response: Response): Promise<Response> {
  const body: unknown = await response
    .clone()
    .json()
    // The caller reports an answer that is no JSON.
    .catch(() => undefined);
  if (typeof body !== 'object' || body === null) return response;
  const given = Object.entries(body).filter(([, value]) => value !== null && value !== '');
  const { id_token: _, ...rest }: Readonly<Record<string, unknown>> = Object.fromEntries(given);
  const isRefusal = response.ok && typeof rest.error === 'string' && !('access_token' in rest);
  return new Response(JSON.stringify(rest), {
    status: isRefusal ? 400 : response.status,
    headers: response.headers,
  });
}
