/**
 * A server's answer as oauth4webapi can take it, where that would be stricter than anybody gains by.
 *
 * - **An ID token** is left out unread. It says who has signed in, and nobody here asks. It comes from
 *   the token endpoint that the profile names, after the code has gone there: against a mix-up it is
 *   too late, and `iss` in the authorization response is what helps (RFC 9700 §4.4.2). Checking it
 *   (OpenID Connect Core 1.0 §3.1.3.7) would end sign-ins for an encrypted one, an algorithm that no
 *   form asks for, a computer whose clock is off, or an issuer that the profile does not know.
 * - **Null, or no text at all**, stands for what is not there: some servers name what they do not give.
 * - **An error with status 200**, as GitHub answers, is the 400 that RFC 6749 §5.2 asks for.
 */
export async function readableAnswer(response: Response): Promise<Response> {
  const body: unknown = await response
    .clone()
    .json()
    // Whoever reads the answer says what is wrong with it.
    .catch(() => undefined);
  if (typeof body !== 'object' || body === null) return response;
  const said = Object.entries(body).filter(([, value]) => value !== null && value !== '');
  const { id_token: _, ...rest }: Readonly<Record<string, unknown>> = Object.fromEntries(said);
  const isRefusal = response.ok && typeof rest.error === 'string' && !('access_token' in rest);
  return new Response(JSON.stringify(rest), {
    status: isRefusal ? 400 : response.status,
    headers: response.headers,
  });
}
