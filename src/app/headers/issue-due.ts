/** Issues the headers that are missing or due, and keeps the others. */
import { AppError, type Failure, toFailure } from '../../domain/errors';
import type { Header, IssuedHeaders, IssueKey, IssueTarget } from '../../domain/header';
import type { HeaderSpec } from '../../domain/profile';
import { type ServerClocks, signingOffset } from '../../domain/server-clock';
import { findScheme } from '../../schemes';
import type { AccessToken } from '../../schemes/auth-scheme';
import type { TokenOutcome } from '../tokens/tokens';
import type { Issuance } from './issuance';
import { targetOf } from './issuance';

export interface IssueResult {
  readonly issued: Readonly<Record<IssueKey, IssuedHeaders>>;
  readonly failures: Readonly<Record<IssueKey, Failure>>;
}

interface IssueCircumstances {
  /** Milliseconds since the Unix epoch, by our clock. */
  readonly now: number;
  /** The tokens of all specs whose headers carry one. */
  readonly tokens?: ReadonlyMap<HeaderSpec, TokenOutcome>;
  readonly clocks?: ServerClocks;
}

/** Most servers refuse more than 8 or 16 KiB for all headers together. */
const VALUE_MAX_LENGTH = 16 * 1024;

/** A header issued further in the future was issued before the clock was set back. */
const CLOCK_JITTER_MS = 60_000;

/**
 * One header that cannot be issued does not stop the others.
 *
 * @param wanted - All issuances that should be in force; any other one in `current` is dropped.
 */
export async function issueDue(
  wanted: readonly Issuance[],
  current: IssueResult['issued'],
  { now, tokens = new Map(), clocks = {} }: IssueCircumstances,
): Promise<IssueResult> {
  const issued: Record<IssueKey, IssuedHeaders> = {};
  const failures: Record<IssueKey, Failure> = {};
  for (const issuance of wanted) {
    const { key, spec, origin } = issuance;
    const kept = current[key];
    const { token, renewAt: tokenRenewAt, failure } = tokens.get(spec) ?? {};
    if (failure) {
      failures[key] = failure;
      continue;
    }
    const clockOffsetMs = origin ? signingOffset(clocks[origin], now) : 0;
    try {
      issued[key] =
        kept && !token && !isDue(kept, now, clockOffsetMs)
          ? kept
          : {
              ...targetOf(issuance),
              ...(await issueHeader(spec, now, { token, clockOffsetMs })),
              ...(tokenRenewAt !== undefined && { tokenRenewAt }),
            };
    } catch (error) {
      failures[key] = toFailure(error);
    }
  }
  return { issued, failures };
}

interface IssueMeans {
  /** The token to carry, for a scheme with a grant. */
  readonly token?: AccessToken | undefined;
  /** The server's clock minus ours, in milliseconds. */
  readonly clockOffsetMs?: number;
}

/**
 * @param now - By our clock, milliseconds since the Unix epoch; so are all times in the result.
 * @throws AppError `credential-invalid` naming the field, `header-unsendable`, or `token-pending`.
 */
export async function issueHeader(
  { schemeId, credential }: Pick<HeaderSpec, 'schemeId' | 'credential'>,
  now: number,
  { token, clockOffsetMs = 0 }: IssueMeans = {},
): Promise<Omit<IssuedHeaders, keyof IssueTarget>> {
  const context = { now: now + clockOffsetMs, ...(token && { token }) };
  const { headers, expiresAt, renewAt } = await findScheme(schemeId).issue(credential, context);
  refuseUnsendable(headers);
  return {
    headers,
    issuedAt: token?.obtainedAt ?? now,
    ...(expiresAt !== undefined && { expiresAt: expiresAt - clockOffsetMs }),
    ...(renewAt !== undefined && { renewAt: renewAt - clockOffsetMs }),
    ...(clockOffsetMs !== 0 && { clockOffsetMs }),
  };
}

/** @returns the earliest moment at which one of them is due; infinity if none ever is. */
export function nextRenewal(issued: IssueResult['issued']): number {
  return Object.values(issued).reduce(
    (earliest, { renewAt = earliest }: IssuedHeaders) => Math.min(earliest, renewAt),
    Number.POSITIVE_INFINITY,
  );
}

function isDue(kept: IssuedHeaders, now: number, wantedOffsetMs: number): boolean {
  const { issuedAt, renewAt = Number.POSITIVE_INFINITY, clockOffsetMs = 0 } = kept;
  if (clockOffsetMs !== wantedOffsetMs) return true;
  return renewAt <= now || issuedAt > now + CLOCK_JITTER_MS;
}

/**
 * Refuses invalid headers: for one of them the browser refuses the whole change of rules, and Firefox
 * accepts some of them but sends none. Source: RFC 9110 §5.1 (token), §5.5 (field value).
 */
function refuseUnsendable(headers: readonly Header[]): void {
  const names = new Set(headers.map(({ name }) => name.toLowerCase()));
  // If two headers had one name, a rule would send only one of them.
  if (names.size < headers.length || !headers.every(isSendable)) {
    throw new AppError('header-unsendable', 'invalid header name or value');
  }
}

function isSendable({ name, value }: Header): boolean {
  const isToken = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
  const isText = /^[!-~]([ -~]*[!-~])?$/.test(value) && value.length <= VALUE_MAX_LENGTH;
  return isToken && isText;
}
