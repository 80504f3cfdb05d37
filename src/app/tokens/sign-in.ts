/**
 * Somebody signs in, step by step, and out again. Like any question to a server it runs beside the
 * queue and takes turns of it: the first reads what it needs, the last stores what it has brought.
 */
import { AppError, toFailure } from '../../domain/errors';
import type { HeaderSpecId } from '../../domain/profile';
import type { SignInStep, SignOutResult } from '../../domain/sign-in';
import type { GrantContext, Obtained } from '../../schemes/auth-scheme';
import { isReadOnly } from '../../vault/envelope';
import type { Ports } from '../ports';
import { forget, giveUp, keepObtained, keepOpen, readSignIn } from './kept-sign-in';
import { lastingTokenOf } from './tokens';

export interface SignIns {
  /** Begins one, or goes on with the one that is open, where that can be gone on with. */
  begin(headerId: string): Promise<SignInStep>;
  /** @param address - By which the server has come back, where it has. */
  proceed(headerId: string, address?: string): Promise<SignInStep>;
  cancel(headerId: string): Promise<SignInStep>;
  signOut(headerId: string): Promise<SignOutResult>;
}

export interface SignInTurns {
  /** Waits for its turn. */
  take<T>(act: (ports: Ports) => Promise<T>): Promise<T>;
  /** The same, and a lock waits for it. */
  keep<T>(act: (ports: Ports) => Promise<T>): Promise<T>;
  /** Puts in force what has been kept, and tells the pages. Never rejects. */
  reconcile(): Promise<void>;
}

export function signIns(
  context: GrantContext & Pick<Ports, 'redirectUri'>,
  turns: SignInTurns,
): SignIns {
  /** How often it was signed out of each header: what was asked for before that is not kept. */
  const signOuts = new Map<string, number>();

  async function step(work: () => Promise<SignInStep>): Promise<SignInStep> {
    try {
      return await work();
    } catch (error) {
      return { kind: 'failed', failure: toFailure(error) };
    } finally {
      // The pages of the server are to be left alone before the first of them opens, and only until
      // it is done; and whoever hears of that finds it in force.
      await turns.reconcile();
    }
  }

  return {
    begin: (id) =>
      step(async () => {
        const { vault, spec, flow, open } = await turns.take((ports) => readSignIn(ports, id));
        // Nobody is sent to a server for what cannot be kept.
        if (isReadOnly(vault.envelope)) throw new AppError('vault-newer', 'only to be read');
        // The code that somebody is just typing in elsewhere stays good.
        if (open?.step.kind === 'device' && open.endsAt > context.now()) return open.step;
        const begun = await flow.begin(spec.credential, context, context.redirectUri());
        await turns.take((ports) => keepOpen(ports, spec.id, begun));
        return begun.step;
      }),

    proceed: (id, address) =>
      step(async () => {
        let since: number | undefined;
        const { spec, flow, open } = await turns.take(async (ports) => {
          const found = await readSignIn(ports, id);
          since = signOuts.get(id);
          // It has come back once: what comes after it is not the answer to this.
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
        // Cast: what is no id of a header is the key of nothing.
        await turns.take((ports) => giveUp(ports, id as HeaderSpecId));
        throw new AppError('sign-in-cancelled', 'given up');
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

function lastsFor(obtained: Obtained): 'renewed' | 'endless' | 'once' {
  if (obtained.refreshToken !== undefined) return 'renewed';
  return lastingTokenOf(obtained) ? 'endless' : 'once';
}
