/** Which headers are missing or due, and what became of issuing them. */
import { AppError, type Failure, toFailure } from '../domain/errors';
import type { Header, IssuedHeader } from '../domain/header';
import type { HeaderSpec, HeaderSpecId } from '../domain/profile';
import { findScheme } from '../schemes';
import type { AccessToken } from '../schemes/auth-scheme';
import type { TokenOutcome } from './tokens/tokens';

export interface IssueResult {
  readonly issued: Readonly<Record<HeaderSpecId, IssuedHeader>>;
  readonly failures: Readonly<Record<HeaderSpecId, Failure>>;
}

/** Servers refuse more; most draw the line at 8 or 16 KiB for all headers together. */
const VALUE_MAX_LENGTH = 16 * 1024;

/** A header issued further ahead than this was issued before the clock was set back. */
const CLOCK_JITTER_MS = 60_000;

/**
 * One header that cannot be issued does not stop the others.
 *
 * @param specs - Everything that should be in force; what is not among them is dropped.
 * @param now - Milliseconds since the Unix epoch.
 * @param tokens - For every spec whose header carries one.
 */
export async function issueDue(
  specs: readonly HeaderSpec[],
  current: IssueResult['issued'],
  now: number,
  tokens: ReadonlyMap<HeaderSpec, TokenOutcome> = new Map(),
): Promise<IssueResult> {
  const issued: Record<HeaderSpecId, IssuedHeader> = {};
  const failures: Record<HeaderSpecId, Failure> = {};
  for (const spec of specs) {
    const kept = current[spec.id];
    const { token, failure } = tokens.get(spec) ?? {};
    if (failure) {
      failures[spec.id] = failure;
      continue;
    }
    try {
      issued[spec.id] =
        kept && !token && !isDue(kept, now) ? kept : await issueHeader(spec, now, token);
    } catch (error) {
      failures[spec.id] = toFailure(error);
    }
  }
  return { issued, failures };
}

/**
 * @param token - What the header carries, where its scheme has a grant.
 * @throws AppError `credential-invalid` naming the field, `header-unsendable`, or `token-pending`.
 */
export async function issueHeader(
  { schemeId, credential }: Pick<HeaderSpec, 'schemeId' | 'credential'>,
  now: number,
  token?: AccessToken,
): Promise<IssuedHeader> {
  const context = { now, ...(token && { token }) };
  const { header, expiresAt, renewAt } = await findScheme(schemeId).issue(credential, context);
  refuseUnsendable(header);
  return {
    header,
    issuedAt: token?.obtainedAt ?? now,
    ...(expiresAt !== undefined && { expiresAt }),
    ...(renewAt !== undefined && { renewAt }),
  };
}

/** The earliest moment at which one of them is due; infinity: none ever is. */
export function nextRenewal(issued: IssueResult['issued']): number {
  return Object.values(issued).reduce(
    (earliest, { renewAt = earliest }: IssuedHeader) => Math.min(earliest, renewAt),
    Number.POSITIVE_INFINITY,
  );
}

function isDue({ issuedAt, renewAt = Number.POSITIVE_INFINITY }: IssuedHeader, now: number) {
  return renewAt <= now || issuedAt > now + CLOCK_JITTER_MS;
}

/**
 * One header that the browser refuses would take the whole change of rules with it, and Firefox
 * accepts some and then sends nothing. Source: RFC 9110 §5.1 (token), §5.5 (field value).
 */
function refuseUnsendable({ name, value }: Header): void {
  const isToken = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
  const isSendable = /^[!-~]([ -~]*[!-~])?$/.test(value) && value.length <= VALUE_MAX_LENGTH;
  if (!isToken || !isSendable) {
    throw new AppError('header-unsendable', 'not a header that HTTP can carry');
  }
}
