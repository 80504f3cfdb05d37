/** Finds facts in a JSON Web Token, and doubts about it. It does not check the signature. */
import type { CredentialFact } from '../../domain/credential';
import type { Doubt } from '../../domain/doubts';
import type { Inspection, Issued } from '../auth-scheme';
import { type Jwt, readJwt } from './read-jwt';

const DAY_MS = 24 * 60 * 60_000;

/** RFC 7519 §4.1.5 lets clocks differ by "no more than a few minutes". */
const LEEWAY_MS = 60_000;

/**
 * @param field - The field that holds the token, or a header's value that ends in one.
 * @param now - Milliseconds since the Unix epoch.
 * @returns an empty inspection for any other token: tokens may be opaque.
 */
export function inspectJwt(field: string, value: string, now: number): Inspection {
  const jwt = readJwt(value);
  if (!jwt) return {};
  return {
    doubts: doubtsOf(jwt, now).map((problem) => ({ field, problem })),
    facts: factsOf(jwt, now),
  };
}

/**
 * The end of a header with this token. Keybearer cannot renew it and goes on sending it after its end:
 * the server's clock decides, and its "expired" says more than its "missing". Pages say that the token
 * has ended.
 */
export function endOfJwt(value: string): Pick<Issued, 'expiresAt'> {
  const expiresAt = readJwt(value)?.expiresAt;
  return expiresAt === undefined ? {} : { expiresAt };
}

function doubtsOf({ algorithm, notBefore, expiresAt }: Jwt, now: number): Doubt[] {
  const doubts: Doubt[] = [];
  if (expiresAt !== undefined && expiresAt <= now) doubts.push('jwt-expired');
  if (notBefore !== undefined && notBefore > now + LEEWAY_MS) doubts.push('jwt-not-yet-valid');
  // RFC 7518 §3.6. In any letter case: `nOnE` has fooled servers.
  if (algorithm?.toLowerCase() === 'none') doubts.push('jwt-unsigned');
  return doubts;
}

/** The order is that of reading: issuer, subject, audience, scope, algorithm, times. */
function factsOf(jwt: Jwt, now: number): readonly CredentialFact[] {
  const { issuedAt, notBefore, expiresAt } = jwt;
  const facts: readonly Claimed<CredentialFact>[] = [
    { kind: 'jwt-issuer', value: jwt.issuer },
    { kind: 'jwt-subject', value: jwt.subject },
    { kind: 'jwt-audience', value: jwt.audience },
    { kind: 'jwt-scope', value: jwt.scope },
    { kind: 'jwt-algorithm', value: jwt.algorithm },
    { kind: 'jwt-issued', value: issuedAt },
    // Most issuers write the same moment for both.
    { kind: 'jwt-not-before', value: notBefore === issuedAt ? undefined : notBefore },
    { kind: 'jwt-expires', value: expiresAt },
    { kind: 'jwt-remark', value: remarkOf(jwt, now) },
  ];
  return facts.filter((fact): fact is CredentialFact => fact.value !== undefined);
}

/** A fact, if the token tells it. */
type Claimed<F extends CredentialFact> = F extends CredentialFact
  ? { readonly kind: F['kind']; readonly value: F['value'] | undefined }
  : never;

/** A remark does not keep the user from saving the token: many servers issue no other ones. */
function remarkOf({ isEncrypted, issuedAt, expiresAt }: Jwt, now: number) {
  if (isEncrypted) return 'encrypted';
  if (expiresAt === undefined) return 'endless';
  return expiresAt - (issuedAt ?? now) > DAY_MS ? 'long-lived' : undefined;
}
