/** What a JSON Web Token says of itself, and what is odd about it. Nothing here checks a signature. */
import type { CredentialFact } from '../../domain/credential';
import type { Doubt } from '../../domain/errors';
import type { Inspection, Issued } from '../auth-scheme';
import { type Jwt, readJwt } from './read-jwt';

const DAY_MS = 24 * 60 * 60_000;

/** RFC 7519 §4.1.5 lets clocks differ by "no more than a few minutes". */
const LEEWAY_MS = 60_000;

/**
 * @param field - The field that holds the token, or a header's value that ends in one.
 * @param now - Milliseconds since the Unix epoch.
 * @returns nothing for what is no JWT: tokens may be opaque.
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
 * When a header ends that carries this token. Nobody here can renew it, and it goes on being sent:
 * the server's clock decides, and its "expired" tells more than its "missing". Pages say that it has
 * ended.
 */
export function endOfJwt(value: string): Pick<Issued, 'expiresAt'> {
  const expiresAt = readJwt(value)?.expiresAt;
  return expiresAt === undefined ? {} : { expiresAt };
}

function doubtsOf({ algorithm, notBefore, expiresAt }: Jwt, now: number): Doubt[] {
  const doubts: Doubt[] = [];
  if (expiresAt !== undefined && expiresAt <= now) doubts.push('jwt-expired');
  if (notBefore !== undefined && notBefore > now + LEEWAY_MS) doubts.push('jwt-not-yet-valid');
  // RFC 7518 §3.6. In any case: servers were fooled by `nOnE`.
  if (algorithm?.toLowerCase() === 'none') doubts.push('jwt-unsigned');
  return doubts;
}

/** In the order of reading: who, for whom, what for, how, when. */
function factsOf(jwt: Jwt, now: number): readonly CredentialFact[] {
  const { issuedAt, notBefore, expiresAt } = jwt;
  const facts: readonly Claimed<CredentialFact>[] = [
    { kind: 'jwt-issuer', value: jwt.issuer },
    { kind: 'jwt-subject', value: jwt.subject },
    { kind: 'jwt-audience', value: jwt.audience },
    { kind: 'jwt-scope', value: jwt.scope },
    { kind: 'jwt-algorithm', value: jwt.algorithm },
    { kind: 'jwt-issued', value: issuedAt },
    // Most issuers write the same moment twice.
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

/** None of this keeps anybody from saving it: many a server issues no other tokens. */
function remarkOf({ isEncrypted, issuedAt, expiresAt }: Jwt, now: number) {
  if (isEncrypted) return 'encrypted';
  if (expiresAt === undefined) return 'endless';
  return expiresAt - (issuedAt ?? now) > DAY_MS ? 'long-lived' : undefined;
}
