/**
 * Asks servers for tokens, beside everything else: no command and no lock waits for a server.
 *
 * One question for each token however many profiles, windows and wake-ups want it. An answer takes a
 * turn of its own, in which it is stored, and the rules change in another one.
 */
import { AppError, type Failure, toFailure } from '../../domain/errors';
import type { GrantContext, Obtained } from '../../schemes/auth-scheme';
import type { DueToken, Ports, Renewal, TokenRequests } from '../ports';
import type { TokenKey, TokenState } from '../session';
import { storeRenewals } from './refresh-tokens';
import { LONGEST_WAIT_MS, refuseShortLived } from './tokens';

/** Doubled with each failure, up to the last. */
const BACKOFF_MS = { first: 5_000, last: 5 * 60_000 };

/** The server has understood, and said no: asking again what it refused could lock the client out. */
const FINAL: readonly Failure['code'][] = [
  'sign-in-ended',
  'token-client-refused',
  'token-request-refused',
];

interface Asked {
  readonly due: DueToken;
  readonly answer: Promise<Answer>;
}

/** What a server has said, or that it has said nothing. */
interface Answer {
  readonly due: DueToken;
  readonly obtained?: Obtained;
  readonly error?: unknown;
}

export interface TokenTurns {
  /** Takes a turn that a lock waits for. @returns whether it was done. Never rejects. */
  keep(act: (ports: Ports) => Promise<void>): Promise<boolean>;
  /** Puts in force what has been kept. */
  reconcileSoon(): void;
}

export function tokenRequests(context: GrantContext, turns: TokenTurns): TokenRequests {
  const underWay = new Set<TokenKey>();
  /** Longer than they are under way: one that was answered waits for its turn to be stored. */
  const unkept = new Set<Asked>();

  async function store(asked: Asked): Promise<void> {
    const { key } = asked.due;
    const answered = await asked.answer;
    const isKept = await turns.keep(async (ports) => {
      underWay.delete(key);
      const state = await stateAfter(ports, answered, context.now());
      if (!state) return;
      const { tokens } = await ports.session.readNow();
      await ports.session.write({ tokens: { ...tokens, [key]: state } });
    });
    unkept.delete(asked);
    // Else it would be asked for again at once, and as fast as the server answers: the alarm does.
    if (isKept) turns.reconcileSoon();
  }

  return {
    want(wanted) {
      for (const due of wanted) {
        if (underWay.has(due.key)) continue;
        const asked = { due, answer: answerOf(due, context) };
        underWay.add(due.key);
        unkept.add(asked);
        void store(asked);
      }
    },

    renewals() {
      const ofSignIns = [...unkept].filter(({ due }) => due.signIn);
      return ofSignIns.map(({ answer }) => answer.then(renewalOf));
    },
  };
}

/** Never rejects. */
async function answerOf(due: DueToken, context: GrantContext): Promise<Answer> {
  const { grant, credential, signIn } = due;
  try {
    return { due, obtained: await grant.obtain(credential, context, signIn?.refreshToken) };
  } catch (error) {
    return { due, error };
  }
}

/** None of what belongs to everybody who has the credential. */
function renewalOf({ due: { signIn }, obtained }: Answer): readonly Renewal[] {
  if (!signIn) return [];
  const { headerId, refreshToken: askedWith } = signIn;
  // Without another one, the one before holds: perhaps it has yet to be stored.
  return [{ headerId, askedWith, refreshToken: obtained?.refreshToken ?? askedWith }];
}

/** Once it is stored what has to be. Nothing: nobody waits for it any more. */
async function stateAfter(
  ports: Ports,
  answer: Answer,
  now: number,
): Promise<TokenState | undefined> {
  const { dataKey, tokens } = await ports.session.readNow();
  // Locked meanwhile: nothing of an open vault may be left.
  if (!dataKey) return undefined;
  const before = tokens[answer.due.key];
  const { obtained, error } = answer;
  const renewals = renewalOf(answer);
  try {
    const current = await storeRenewals(ports, renewals);
    if (renewals.some(({ headerId }) => !current.has(headerId))) return undefined;
  } catch (cause) {
    if (!obtained) return failed(before, error, now);
    // The one in the vault may be spent. Kept in memory, and the token that came with it not used.
    const { refreshToken } = obtained;
    return { ...failed(before, cause, now), ...(refreshToken !== undefined && { refreshToken }) };
  }
  if (!obtained) return failed(before, error, now);
  try {
    refuseShortLived(obtained.token);
  } catch (cause) {
    return failed(before, cause, now);
  }
  return { token: obtained.token, attempts: 0 };
}

/** What there is stays in force until its end, unless the server has ended it. */
function failed(before: TokenState | undefined, error: unknown, now: number): TokenState {
  const failure = toFailure(error);
  const attempts = (before?.attempts ?? 0) + 1;
  if (failure.code === 'sign-in-ended') return { failure, attempts };
  const { token, refreshToken } = before ?? {};
  const kept = { ...(token && { token }), ...(refreshToken !== undefined && { refreshToken }) };
  if (FINAL.includes(failure.code)) return { ...kept, failure, attempts };
  const said = error instanceof AppError ? (error.retryAfter ?? 0) : 0;
  const wanted = Math.min(said, LONGEST_WAIT_MS);
  return { ...kept, failure, attempts, retryAt: now + Math.max(wanted, backoff(attempts)) };
}

/** With jitter, so that many do not come back at once. */
function backoff(attempts: number): number {
  const { first, last } = BACKOFF_MS;
  return Math.min(first * 2 ** (attempts - 1), last) * (0.75 + 0.5 * Math.random());
}
