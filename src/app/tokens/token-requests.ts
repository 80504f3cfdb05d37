/**
 * Asks servers for tokens beside the queue, so that no command and no lock waits for a server.
 *
 * Each token has one request, even if many profiles, windows and wake-ups need it. The answer is stored
 * in one turn, and the rules change in the next.
 */
import { AppError, type Failure, toFailure } from '../../domain/errors';
import type { GrantContext, Obtained } from '../../schemes/auth-scheme';
import type { BrowserPorts, Ports } from '../ports';
import type { TokenKey, TokenState } from '../session';
import type { DueToken, Renewal, TokenRequests } from '../token-ports';
import { storeRenewals } from './refresh-tokens';
import {
  beginSilent,
  isSilentWanted,
  NotBegun,
  type PicksOf,
  silentContext,
} from './silent-renewal';
import { LONGEST_WAIT_MS, lastingTokenOf, refuseShortLived } from './tokens';

/** The wait after a failure, doubled with each further one. */
const BACKOFF_MS = { first: 5_000, last: 5 * 60_000 };

/** The server has refused: repeating the request could lock the client or the user out. */
const FINAL: readonly Failure['code'][] = [
  'login-not-there',
  'login-redirected',
  'login-refused',
  'login-without-token',
  'sign-in-ended',
  'sign-in-expired',
  'sign-in-mismatch',
  'sign-in-needed',
  'sign-in-other-user',
  'sign-in-refused',
  'token-client-for-pages',
  'token-client-refused',
  'token-request-refused',
];

interface Asked {
  readonly due: DueToken;
  readonly answer: Promise<Answer>;
}

/** A server's answer, or the error in its place. */
interface Answer {
  readonly due: DueToken;
  readonly obtained?: Obtained;
  readonly error?: unknown;
}

export interface TokenTurns {
  /** Runs in a turn that a lock waits for. @returns whether it succeeded. Never rejects. */
  keep(act: (ports: Ports) => Promise<void>): Promise<boolean>;
  /** Runs in a turn that a lock does not wait for. */
  take<T>(act: (ports: Ports) => Promise<T>): Promise<T>;
  readonly picksOf: PicksOf;
  /** Syncs the rules. */
  reconcileSoon(): void;
}

/** A silent renewal needs the browser. */
type Context = GrantContext & Pick<BrowserPorts, 'session' | 'redirectUri' | 'visitSilently'>;

export function tokenRequests(context: Context, turns: TokenTurns): TokenRequests {
  const underWay = new Set<TokenKey>();
  /** Requests whose answer is not stored yet: an answer waits for its turn. */
  const unkept = new Set<Asked>();

  async function store(asked: Asked): Promise<void> {
    const { key } = asked.due;
    const answered = await asked.answer;
    const isKept = await turns.keep(async (ports) => {
      underWay.delete(key);
      const state = await stateAfter(ports, answered, context.now(), turns.picksOf);
      if (!state) return;
      const { tokens } = await ports.session.readNow();
      await ports.session.write({ tokens: { ...tokens, [key]: state } });
    });
    unkept.delete(asked);
    // After a failure the alarm tries again: a sync now would repeat the request without a pause.
    if (isKept && !(answered.error instanceof NotBegun)) turns.reconcileSoon();
  }

  return {
    want(wanted) {
      for (const due of wanted) {
        if (underWay.has(due.key)) continue;
        const asked = { due, answer: answerOf(due, context, turns) };
        underWay.add(due.key);
        unkept.add(asked);
        void store(asked);
      }
    },

    renewals() {
      const refreshing = [...unkept].filter(({ due }) => due.refresh);
      return refreshing.map(({ answer }) => answer.then(renewalOf));
    },
  };
}

/** Never rejects. */
async function answerOf(
  due: DueToken,
  context: Context,
  { take, picksOf }: Pick<TokenTurns, 'take' | 'picksOf'>,
): Promise<Answer> {
  const { grant, credential, refresh, silent } = due;
  try {
    if (silent) {
      const { renewal, user } = silent;
      const asked = { ...due, silent };
      // A turn that fails, as of a disk that does, has begun nothing.
      const mayBegin = () => take((ports) => beginSilent(ports, asked, picksOf)).catch(() => false);
      const browser = silentContext(context, asked, mayBegin);
      return { due, obtained: await renewal.obtain(credential, user, browser) };
    }
    return { due, obtained: await grant.obtain(credential, context, refresh?.refreshToken) };
  } catch (error) {
    return { due, error };
  }
}

/** @returns an empty list for a token without a refresh token in the vault. */
function renewalOf({ due: { refresh, silent }, obtained }: Answer): readonly Renewal[] {
  if (silent && obtained) {
    const { headerId } = silent;
    const { refreshToken } = obtained;
    const lastingToken = lastingTokenOf(obtained);
    // Both are new: until now the server has given neither.
    return (refreshToken ?? lastingToken) ? [{ headerId, refreshToken, lastingToken }] : [];
  }
  if (!refresh) return [];
  const { headerId, refreshToken: askedWith } = refresh;
  // Without a new refresh token the old one stays valid, and it may not be stored yet.
  const left = obtained?.endsRefreshToken ? undefined : askedWith;
  return [{ headerId, askedWith, refreshToken: obtained?.refreshToken ?? left }];
}

/** Stores the refresh token. @returns the token's next state; undefined if the header is gone. */
async function stateAfter(
  ports: Ports,
  answer: Answer,
  now: number,
  picksOf: PicksOf,
): Promise<TokenState | undefined> {
  const { dataKey, tokens } = await ports.session.readNow();
  // Locked meanwhile: a locked session must not hold a token.
  if (!dataKey) return undefined;
  const before = tokens[answer.due.key];
  const { obtained, error, due } = answer;
  if (error instanceof NotBegun) return undefined;
  const { silent } = due;
  if (silent && !(await isSilentWanted(ports, { ...due, silent }, picksOf))) return undefined;
  const renewals = renewalOf(answer);
  try {
    const current = await storeRenewals(ports, renewals);
    if (renewals.some(({ headerId }) => !current.has(headerId))) return undefined;
  } catch (cause) {
    if (!obtained) return failed(before, error, now);
    // The vault's refresh token may be used up: the new one stays in the session. Its access token is
    // not used.
    const { refreshToken } = obtained;
    return { ...failed(before, cause, now), ...(refreshToken !== undefined && { refreshToken }) };
  }
  if (!obtained) return failed(before, error, now);
  try {
    refuseShortLived(obtained.token);
  } catch (cause) {
    return failed(before, cause, now);
  }
  const { refusal } = before ?? {};
  return {
    token: obtained.token,
    attempts: 0,
    ...(obtained.user && { user: obtained.user }),
    ...(refusal && { refusal }),
  };
}

/** The current token stays in force until it expires, unless the server has ended the sign-in. */
function failed(before: TokenState | undefined, error: unknown, now: number): TokenState {
  const failure = toFailure(error);
  const attempts = (before?.attempts ?? 0) + 1;
  if (failure.code === 'sign-in-ended') return { failure, attempts };
  const { token, refreshToken, refusal, user, silentAt } = before ?? {};
  const kept = {
    ...(token && { token }),
    ...(refreshToken !== undefined && { refreshToken }),
    ...(refusal && { refusal }),
    ...(user && { user }),
    ...(silentAt !== undefined && { silentAt }),
  };
  if (FINAL.includes(failure.code)) return { ...kept, failure, attempts };
  const said = error instanceof AppError ? (error.retryAfter ?? 0) : 0;
  const wanted = Math.min(said, LONGEST_WAIT_MS);
  return { ...kept, failure, attempts, retryAt: now + Math.max(wanted, backoff(attempts)) };
}

/** With jitter, so that many clients do not repeat their requests at the same time. */
function backoff(attempts: number): number {
  const { first, last } = BACKOFF_MS;
  return Math.min(first * 2 ** (attempts - 1), last) * (0.75 + 0.5 * Math.random());
}
