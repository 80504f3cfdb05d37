/**
 * Asks servers for tokens, beside everything else: no command and no lock waits for a server.
 *
 * One question for each token however many profiles, windows and wake-ups want it. An answer takes a
 * turn of its own, and the rules change in it.
 */
import { AppError, type Failure, toFailure } from '../domain/errors';
import type { GrantContext } from '../schemes/auth-scheme';
import type { Ports, TokenRequests } from './ports';
import type { DueToken, TokenKey, TokenState } from './tokens';

/** Doubled with each failure, up to the last. */
const BACKOFF_MS = { first: 5_000, last: 5 * 60_000 };

/** The server has understood, and said no: asking again what it refused could lock the client out. */
const FINAL: readonly Failure['code'][] = ['token-client-refused', 'token-request-refused'];

/** @param inTurn - Takes a turn, in which what has been obtained is put in force. */
export function tokenRequests(
  context: GrantContext,
  inTurn: (act: (ports: Ports) => Promise<void>) => void,
): TokenRequests {
  const underWay = new Set<TokenKey>();

  async function ask(due: DueToken): Promise<void> {
    const settle = await answerOf(due, context);
    inTurn(async (ports) => {
      underWay.delete(due.key);
      const { dataKey, tokens } = await ports.session.read();
      // Locked meanwhile: nothing of an open vault may be left.
      if (!dataKey) return;
      await ports.session.write({ tokens: { ...tokens, [due.key]: settle(tokens[due.key]) } });
    });
  }

  return {
    want(wanted) {
      for (const due of wanted) {
        if (underWay.has(due.key)) continue;
        underWay.add(due.key);
        void ask(due);
      }
    },
  };
}

/** @returns what becomes of the state there is by then. */
async function answerOf(
  { grant, credential }: DueToken,
  context: GrantContext,
): Promise<(before: TokenState | undefined) => TokenState> {
  try {
    const { token } = await grant.obtain(credential, context);
    return () => ({ token, attempts: 0 });
  } catch (error) {
    return (before) => failed(before, error, context.now());
  }
}

/** What there is stays in force until its end. */
function failed(before: TokenState | undefined, error: unknown, now: number): TokenState {
  const failure = toFailure(error);
  const attempts = (before?.attempts ?? 0) + 1;
  const token = before?.token && { token: before.token };
  if (FINAL.includes(failure.code)) return { ...token, failure, attempts };
  const wanted = error instanceof AppError ? (error.retryAfter ?? 0) : 0;
  return { ...token, failure, attempts, retryAt: now + Math.max(wanted, backoff(attempts)) };
}

/** With jitter, so that many do not come back at once. */
function backoff(attempts: number): number {
  const { first, last } = BACKOFF_MS;
  return Math.min(first * 2 ** (attempts - 1), last) * (0.75 + 0.5 * Math.random());
}
