/** Which headers are missing or due, and what became of issuing them. */
import { AppError, type Failure, toFailure } from '../domain/errors';
import type { Header, IssuedHeader } from '../domain/header';
import type { HeaderSpec, HeaderSpecId } from '../domain/profile';
import { findScheme } from '../schemes';

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
 */
export async function issueDue(
  specs: readonly HeaderSpec[],
  current: IssueResult['issued'],
  now: number,
): Promise<IssueResult> {
  const issued: Record<HeaderSpecId, IssuedHeader> = {};
  const failures: Record<HeaderSpecId, Failure> = {};
  for (const spec of specs) {
    const kept = current[spec.id];
    try {
      issued[spec.id] = kept && !isDue(kept, now) ? kept : await issueHeader(spec, now);
    } catch (error) {
      failures[spec.id] = toFailure(error);
    }
  }
  return { issued, failures };
}

/** @throws AppError `credential-invalid` naming the field, or `header-unsendable`. */
export async function issueHeader(
  { schemeId, credential }: Pick<HeaderSpec, 'schemeId' | 'credential'>,
  now: number,
): Promise<IssuedHeader> {
  const { header, expiresAt, renewAt } = await findScheme(schemeId).issue(credential, { now });
  refuseUnsendable(header);
  return {
    header,
    issuedAt: now,
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
