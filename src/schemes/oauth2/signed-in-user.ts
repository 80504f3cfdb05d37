/**
 * Reads from a token answer who has signed in. It checks no signature: the answer comes from the token
 * endpoint that the profile names, over TLS (OpenID Connect Core 1.0 §3.1.3.7, step 6).
 *
 * Source: OpenID Connect Core 1.0 §2 (`iss`, `sub`), §5.1 (`preferred_username`, `email`); RFC 9068 §2.2
 * (access tokens); Microsoft Entra, "Optional claims" (`login_hint`).
 */
import { decodeJwt } from 'jose';
import type { SignedInUser } from '../auth-scheme';

/** The names that servers take for `login_hint`, the best first. */
const HINTS = ['login_hint', 'preferred_username', 'email'];

/** Longer than any name that a person types. */
const HINT_AT_MOST = 320;

type Claims = Readonly<Record<string, unknown>>;

/**
 * @param idToken - From the answer, of any type.
 * @returns undefined if neither token is a readable JWT with a subject.
 */
export async function signedInUser(
  idToken: unknown,
  accessToken: string,
): Promise<SignedInUser | undefined> {
  const claims = claimsIn(idToken) ?? claimsIn(accessToken);
  if (!claims) return undefined;
  const hint = HINTS.map((name) => claims[name]).find(isHint);
  return {
    digest: await digestOf(claims),
    ...(hint !== undefined && { loginHint: hint }),
  };
}

/** Whether the token names a user. */
export function namesUser(token: string): boolean {
  return claimsIn(token) !== undefined;
}

function claimsIn(token: unknown): Claims | undefined {
  if (typeof token !== 'string') return undefined;
  try {
    const claims: Claims = decodeJwt(token);
    return typeof claims.sub === 'string' && claims.sub !== '' ? claims : undefined;
  } catch {
    return undefined;
  }
}

/** OpenID Connect Core 1.0 §2: a subject is unique at its issuer only. */
async function digestOf({ iss, sub }: Claims): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify([iss, sub]));
  const digest = await crypto.subtle.digest('SHA-256', text);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

function isHint(claim: unknown): claim is string {
  return typeof claim === 'string' && claim !== '' && claim.length <= HINT_AT_MOST;
}
