/**
 * Signs in step by step, and signs out. Requests to the server run beside the queue. The data is read in
 * a turn before them, and the result is stored in a turn after them.
 */
import { AppError, toFailure } from '../../domain/errors';
import type { HeaderSpecId } from '../../domain/profile';
import type { Lasts, SignInStep, SignOutResult } from '../../domain/sign-in';
import type { GrantContext, Obtained } from '../../schemes/auth-scheme';
import { isReadOnly } from '../../vault/envelope';
import type { Ports } from '../ports';
import { forget, giveUp, keepObtained, keepOpen, readSignIn } from './kept-sign-in';
import { lastingTokenOf } from './tokens';

export interface SignIns {
  /** Begins a sign-in, or continues an open one if that still waits for its code. */
  begin(headerId: string): Promise<SignInStep>;
  /** @param address - The address that the server redirected to. Absent: it did not redirect. */
  proceed(headerId: string, address?: string): Promise<SignInStep>;
  cancel(headerId: string): Promise<SignInStep>;
  signOut(headerId: string): Promise<SignOutResult>;
}

export interface SignInTurns {
  /** Runs in a turn. */
  take<T>(act: (ports: Ports) => Promise<T>): Promise<T>;
  /** Runs in a turn that a lock waits for. */
  keep<T>(act: (ports: Ports) => Promise<T>): Promise<T>;
  /** Syncs the rules and publishes the state. Never rejects. */
  reconcile(): Promise<void>;
}

export function signIns(
  context: GrantContext & Pick<Ports, 'redirectUri'>,
  turns: SignInTurns,
): SignIns {
  /** Sign-outs by header, counted: a token that was requested before one is not stored. */
  const signOuts = new Map<string, number>();

  async function step(work: () => Promise<SignInStep>): Promise<SignInStep> {
    try {
      return await work();
    } catch (error) {
      return { kind: 'failed', failure: toFailure(error) };
    } finally {
      // While a sign-in is open, no header may go to the server's pages. The rules for that change
      // before the caller hears of this step.
      await turns.reconcile();
    }
  }

  return {
    begin: (id) =>
      step(async () => {
        const { vault, spec, flow, open } = await turns.take((ports) => readSignIn(ports, id));
        // The refresh token could not be stored.
        if (isReadOnly(vault.envelope)) throw new AppError('vault-newer', 'the vault is read-only');
        // The user may be entering this code elsewhere at the moment.
        if (open?.step.kind === 'device' && open.endsAt > context.now()) return open.step;
        const redirectUri = context.redirectUri(flow.redirect?.(spec.credential) ?? 'extension');
        const begun = await flow.begin(spec.credential, context, redirectUri);
        await turns.take((ports) => keepOpen(ports, spec.id, begun));
        return begun.step;
      }),

    proceed: (id, address) =>
      step(async () => {
        let since: number | undefined;
        const { spec, flow, open } = await turns.take(async (ports) => {
          const found = await readSignIn(ports, id);
          since = signOuts.get(id);
          // A redirect answers a sign-in once: a second one must find none open.
          if (found.open?.step.kind === 'redirect') await giveUp(ports, found.spec.id);
          return found;
        });
        if (!open || open.endsAt <= context.now()) {
          throw new AppError('sign-in-expired', 'no such sign-in is open');
        }
        const { credential } = spec;
        const result = await flow
          .proceed(credential, open, context, address)
          .catch(async (error) => {
            await turns.take((ports) => giveUp(ports, spec.id));
            throw error;
          });
        const refuseIfOut = () => {
          if (signOuts.get(id) === since) return;
          throw new AppError('sign-in-cancelled', 'signed out meanwhile');
        };
        if ('obtained' in result) {
          await turns.keep(async (ports) => {
            refuseIfOut();
            await keepObtained(ports, spec.id, result.obtained);
          });
          return { kind: 'done', lasts: lastsFor(result.obtained) };
        }
        await turns.take(async (ports) => {
          refuseIfOut();
          await keepOpen(ports, spec.id, result.pending);
        });
        return result.pending.step;
      }),

    cancel: (id) =>
      step(async () => {
        // Cast: an unknown id matches no entry.
        await turns.take((ports) => giveUp(ports, id as HeaderSpecId));
        throw new AppError('sign-in-cancelled', 'cancelled by the user');
      }),

    async signOut(id) {
      try {
        const { spec, flow, token } = await turns.take(async (ports) => {
          const forgotten = await forget(ports, id);
          signOuts.set(id, (signOuts.get(id) ?? 0) + 1);
          return forgotten;
        });
        await turns.reconcile();
        if (token === undefined) return { kind: 'not-offered' };
        return await flow.revoke(spec.credential, token, context).then(
          (isOffered) => ({ kind: isOffered ? 'told' : 'not-offered' }),
          (error) => ({ kind: 'not-told', failure: toFailure(error) }),
        );
      } catch (error) {
        return { kind: 'failed', failure: toFailure(error) };
      }
    },
  };
}

function lastsFor(obtained: Obtained): Lasts {
  if (obtained.refreshToken !== undefined) return 'renewed';
  if (lastingTokenOf(obtained)) return 'endless';
  return obtained.user ? 'silently' : 'once';
}
