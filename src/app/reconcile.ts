/**
 * Makes the installed rules agree with the vault: at every start of the background, on the alarm, when
 * permissions change, and when a page opens.
 *
 * Rules outlive a reload or an update of the extension, and the key does not. So it first checks
 * whether the vault is locked, and then removes every rule.
 */
import { AppError, toFailure } from '../domain/errors';
import { syncRules } from './headers/sync-rules';
import { dropEndedTabPicks, noteTabPicksEnded } from './headers/tab-picks-now';
import { withdrawAllRules } from './headers/withdraw';
import type { Ports } from './ports';
import type { OpenVault } from './vault/commit';

/** The rules could not be compared with the vault: the gate locks (`guard.ts`). */
export class InForceUnknown extends AppError {
  constructor(cause: unknown) {
    super(toFailure(cause).code, 'the rules could not be compared with the vault', { cause });
  }
}

/**
 * @throws AppError `rules-refused`: the rules are withdrawn, and the profiles say why.
 * @throws InForceUnknown for any other failure, as its cause.
 */
export async function reconcile(ports: Ports): Promise<OpenVault | undefined> {
  const { dataKey } = await ports.session.read();
  if (!dataKey) {
    await withdrawAllRules(ports);
    await noteTabPicksEnded(ports);
    await dropEndedTabPicks(ports);
    return undefined;
  }
  try {
    return await syncRules(ports);
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'rules-refused') throw cause;
    throw new InForceUnknown(cause);
  }
}
