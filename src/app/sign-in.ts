/**
 * Somebody signs in, step by step, and out again. Like any question to a server it runs beside the
 * queue and takes turns of it: the first reads what it needs, the last stores what it has brought.
 */
import { AppError, toFailure } from '../domain/errors';
import type { HeaderSpec, HeaderSpecId } from '../domain/profile';
import type { SignInStep, SignOutResult } from '../domain/sign-in';
import { findScheme } from '../schemes';
import type { GrantContext, Obtained, PendingSignIn, SignInFlow } from '../schemes/auth-scheme';
import { isReadOnly } from '../vault/envelope';
import { addressesOf } from './asked-addresses';
import { commit, type OpenVault } from './commit';
import { openVault } from './open-vault';
import type { OpenSignIn, Ports } from './ports';
import { storeRenewals } from './refresh-tokens';
import { refuseShortLived, signInKey } from './tokens';

/** Whoever signs in has to find a password, a second factor and the way back. */
const PATIENCE_MS = 10 * 60_000;

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
        const { spec, flow, open } = await turns.take(async (ports) => {
          const found = await readSignIn(ports, id);
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
        if ('obtained' in result) {
          await turns.keep((ports) => keepObtained(ports, spec.id, result.obtained));
          return { kind: 'done', isRenewed: result.obtained.refreshToken !== undefined };
        }
        await turns.take((ports) => keepOpen(ports, spec.id, result.pending));
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
        const { spec, flow, token } = await turns.take((ports) => forget(ports, id));
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

interface FoundSignIn {
  readonly vault: OpenVault;
  readonly spec: HeaderSpec;
  readonly flow: SignInFlow;
  readonly open: OpenSignIn | undefined;
}

/** @throws AppError `profile-unknown`, and as `openVault` does. */
async function readSignIn(ports: Ports, headerId: string): Promise<FoundSignIn> {
  const vault = await openVault(ports);
  const headers = vault.content.profiles.flatMap((profile) => profile.headers);
  const spec = headers.find(({ id }) => id === headerId);
  const flow = spec && findScheme(spec.schemeId).grant?.signIn;
  if (!spec || !flow) throw new AppError('profile-unknown', 'no header of that id to sign in for');
  if (!addressesOf(spec)) throw new AppError('credential-invalid', 'not as this build has it');
  const { signIns } = await ports.session.read();
  return { vault, spec, flow, open: signIns[spec.id] };
}

async function keepOpen(
  { session, now }: Ports,
  headerId: HeaderSpecId,
  pending: PendingSignIn,
): Promise<void> {
  const { dataKey, signIns } = await session.read();
  if (!dataKey) throw new AppError('vault-locked', 'locked meanwhile');
  const { step } = pending;
  const endsAt = step.kind === 'device' ? step.expiresAt : now() + PATIENCE_MS;
  await session.write({ signIns: { ...signIns, [headerId]: { ...pending, endsAt } } });
}

async function giveUp({ session }: Ports, headerId: HeaderSpecId): Promise<void> {
  const { signIns } = await session.read();
  await session.write({ signIns: without(signIns, headerId) });
}

/** Stored first, and only then used. @throws AppError `vault-locked`; `profile-unknown` if it is gone. */
async function keepObtained(
  ports: Ports,
  headerId: HeaderSpecId,
  { token, refreshToken }: Obtained,
): Promise<void> {
  const stored = await storeRenewals(ports, [{ headerId, refreshToken }]);
  const { dataKey, tokens, signIns } = await ports.session.read();
  if (!dataKey) throw new AppError('vault-locked', 'locked meanwhile');
  if (!stored.has(headerId)) throw new AppError('profile-unknown', 'removed meanwhile');
  // The token of the sign-in before could be somebody else's: it goes, whatever comes in its place.
  const others = without(tokens, signInKey(headerId));
  await ports.session.write({ signIns: without(signIns, headerId), tokens: others });
  refuseShortLived(token);
  await ports.session.write({
    tokens: { ...others, [signInKey(headerId)]: { token, attempts: 0 } },
  });
}

/** @returns beside the sign-in what the server is to be told of. */
async function forget(
  ports: Ports,
  id: string,
): Promise<FoundSignIn & { readonly token?: string }> {
  const found = await readSignIn(ports, id);
  const { vault, spec } = found;
  const { tokens, signIns } = await ports.session.read();
  const state = tokens[signInKey(spec.id)];
  const token = state?.refreshToken ?? spec.refreshToken ?? state?.token?.value;
  if (spec.refreshToken !== undefined) {
    const { refreshToken: _, ...signedOut } = spec;
    const profiles = vault.content.profiles.map((profile) => ({
      ...profile,
      headers: profile.headers.map((each) => (each === spec ? signedOut : each)),
    }));
    await commit(ports, vault, { ...vault.content, profiles });
  }
  await ports.session.write({
    tokens: without(tokens, signInKey(spec.id)),
    signIns: without(signIns, spec.id),
  });
  return { ...found, ...(token !== undefined && { token }) };
}

function without<K extends string, V>(record: Readonly<Record<K, V>>, key: K): Record<K, V> {
  const { [key]: _, ...rest } = record;
  // Cast: a computed key loses its type.
  return rest as Record<K, V>;
}
