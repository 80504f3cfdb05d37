/** First run: a new vault, unlocked. */
import { AppError } from '../domain/errors';
import { isLongEnough } from '../domain/passphrase';
import { EMPTY_CONTENT, encodeContent } from '../vault/content';
import { encodeEnvelope } from '../vault/envelope';
import { createEnvelope } from '../vault/vault';
import { lock } from './lock';
import type { Ports } from './ports';

/**
 * @throws {@link AppError} `passphrase-weak`; `vault-exists` if anything is stored, intact or not:
 * a vault is never overwritten by a new one.
 */
export async function createVault(ports: Ports, passphrase: string): Promise<void> {
  if (!isLongEnough(passphrase)) {
    throw new AppError('passphrase-weak', 'too short', { field: 'passphrase' });
  }
  if ((await ports.envelope.read()) !== undefined) {
    throw new AppError('vault-exists', 'something is stored');
  }
  // Whatever a vault that is gone has left in force goes with it.
  await lock(ports);
  const { envelope, dataKey } = await createEnvelope(passphrase, encodeContent(EMPTY_CONTENT));
  await ports.envelope.write(encodeEnvelope(envelope));
  await ports.session.write({ dataKey });
  ports.idle.watch(EMPTY_CONTENT.autoLockMinutes);
}
