/**
 * A new passphrase, and with it a new data key: what lies on the disk from before opens nothing that
 * is written from now on.
 */
import { AppError } from '../domain/errors';
import { isLongEnough } from '../domain/passphrase';
import { encodeContent } from '../vault/content';
import { encodeEnvelope } from '../vault/envelope';
import { createEnvelope, unwrapDataKey } from '../vault/vault';
import { openVault } from './open-vault';
import type { Ports } from './ports';

interface Passphrases {
  readonly passphrase: string;
  readonly newPassphrase: string;
}

/** @throws {@link AppError} `passphrase-wrong` for the old one, `passphrase-weak` for the new. */
export async function changePassphrase(
  ports: Ports,
  { passphrase, newPassphrase }: Passphrases,
): Promise<void> {
  if (!isLongEnough(newPassphrase)) {
    throw new AppError('passphrase-weak', 'too short', { field: 'newPassphrase' });
  }
  const { envelope: old, content } = await openVault(ports);
  await unwrapDataKey(old, passphrase);
  const { envelope, dataKey } = await createEnvelope(
    newPassphrase,
    encodeContent(content),
    old.generation + 1,
  );
  await ports.envelope.write(encodeEnvelope(envelope));
  await ports.session.write({ dataKey });
}
