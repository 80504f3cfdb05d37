/**
 * Asks servers to revoke sign-ins that have left the bin. It runs beside the queue, once the vault
 * without them is stored and the rules for these requests are in force.
 */
import { knownScheme } from '../../schemes';
import type { GrantContext } from '../../schemes/auth-scheme';
import type { EndedSignIn, Ports, Revocations } from '../ports';
import type { Renewal } from '../token-ports';
import { addressesOf, endpointsOf } from './asked-addresses';

export interface RevocationTurns {
  /** The renewals under way. See `TokenRequests`. */
  renewals(): readonly Promise<readonly Renewal[]>[];
  /** Runs in a turn, and publishes the state. Never rejects. */
  run(act: (ports: Ports) => Promise<undefined>): Promise<void>;
  /** Syncs the rules. Never rejects. */
  reconcile(): Promise<void>;
}

export function revocations(context: GrantContext, turns: RevocationTurns): Revocations {
  const underWay = new Set<EndedSignIn>();

  async function end(all: readonly EndedSignIn[]): Promise<void> {
    // At once: a renewal whose answer comes in a turn before the requests is no longer under way then.
    const renewals = turns.renewals();
    await turns.reconcile();
    const asked = all.map(async (each) => {
      const isRevoked = await allRevoked(each, renewals, context);
      underWay.delete(each);
      return isRevoked ? [] : hostOf(each);
    });
    const hosts = (await Promise.all(asked)).flat();
    await turns.run((ports) => noteUnrevoked(ports, hosts));
  }

  return {
    want(ended) {
      if (ended.length === 0) return;
      for (const each of ended) underWay.add(each);
      void end(ended);
    },

    endpoints: () => [...underWay].filter(({ isShared }) => !isShared).flatMap(endpointsOf),
  };
}

/**
 * A renewal under way may bring a later token, and a server may answer 200 to the spent one and do nothing
 * (RFC 7009 §2.2). Never rejects.
 */
async function allRevoked(
  ended: EndedSignIn,
  renewals: readonly Promise<readonly Renewal[]>[],
  context: GrantContext,
): Promise<boolean> {
  const isRevoked = await revoked(ended, context);
  if (ended.isShared) return isRevoked;
  const answers = (await Promise.all(renewals)).flat();
  const next = answers.find(({ askedWith }) => askedWith === ended.token)?.refreshToken;
  if (next === undefined || next === ended.token) return isRevoked;
  return revoked({ ...ended, token: next }, context);
}

/** Never rejects. */
async function revoked(ended: EndedSignIn, context: GrantContext): Promise<boolean> {
  const { schemeId, credential, token, isShared } = ended;
  const flow = knownScheme(schemeId)?.grant?.signIn;
  if (!flow || isShared || !addressesOf(ended)) return false;
  return flow.revoke(credential, token, context).catch(() => false);
}

function hostOf(ended: EndedSignIn): readonly string[] {
  const [endpoint] = endpointsOf(ended);
  return endpoint === undefined ? [] : [new URL(endpoint).host];
}

/** Lost at a lock: a locked session names no host. */
async function noteUnrevoked({ session }: Ports, hosts: readonly string[]): Promise<undefined> {
  const { dataKey, unrevokedAt } = await session.readNow();
  if (!dataKey || hosts.length === 0) return;
  await session.write({ unrevokedAt: [...new Set([...(unrevokedAt ?? []), ...hosts])] });
}

/** The user has read where sign-ins are not revoked. */
export async function dismissUnrevoked({ session }: Pick<Ports, 'session'>): Promise<undefined> {
  await session.write({ unrevokedAt: undefined });
}
