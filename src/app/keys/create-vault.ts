/** Creates a vault at the first run and unlocks it. */
import { AppError } from '../../domain/errors';
import { passphraseProblem } from '../../domain/passphrase';
import { EMPTY_CONTENT, encodeContent } from '../../vault/content';
import { encodeEnvelope } from '../../vault/envelope';
import { createEnvelope } from '../../vault/vault';
import { syncRules } from '../headers/sync-rules';
import { lock } from '../lock/lock';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { findCopies, storeEnvelope } from '../vault/stored-vault';

/**
 * @throws {@link AppError} `passphrase-weak`, `passphrase-guessable`; `vault-exists` if anything is stored, intact or not:
 * a vault is never overwritten by a new one.
 */
export async function createVault(ports: Ports, passphrase: string): Promise<OpenVault> {
  const problem = passphraseProblem(passphrase);
  if (problem) throw new AppError(problem, 'refused', { field: 'passphrase' });
  const copies = await findCopies(ports);
  if (copies.some(({ state }) => state !== 'missing')) {
    throw new AppError('vault-exists', 'a vault is stored');
  }
  // Removes the rules and the session of a vault that is gone.
  await lock(ports);
  const content = EMPTY_CONTENT;
  const { envelope, dataKey } = await createEnvelope(passphrase, encodeContent(content));
  const vault = { text: encodeEnvelope(envelope), envelope, dataKey, content };
  await ports.session.write({ notice: undefined });
  await storeEnvelope(ports, vault);
  await ports.session.write({ dataKey });
  return syncRules(ports, vault);
}
