/** The unlocked vault as a use case works on it: read, change, commit. */
import { AppError } from '../domain/errors';
import { decodeContent, encodeContent, type VaultContent } from '../vault/content';
import { decodeEnvelope, type Envelope, encodeEnvelope } from '../vault/envelope';
import { type DataKey, openContent, reseal } from '../vault/vault';
import { lock } from './lock';
import type { Ports } from './ports';

export interface OpenVault {
  readonly envelope: Envelope;
  readonly dataKey: DataKey;
  readonly content: VaultContent;
}

/** How soon a worker that died between a commit and its rules is woken to finish. */
export const UNFINISHED_AFTER_MS = 30_000;

/**
 * A vault that can no longer be read is locked first: nothing may be sent that it does not say.
 *
 * @throws AppError `vault-missing`, `vault-locked`, `vault-damaged` or `vault-newer`.
 */
export async function openVault(ports: Ports): Promise<OpenVault> {
  const { dataKey } = await ports.session.read();
  try {
    const envelope = await readEnvelope(ports);
    if (!dataKey) throw new AppError('vault-locked', 'no data key in this session');
    return { envelope, dataKey, content: decodeContent(await openContent(envelope, dataKey)) };
  } catch (error) {
    if (dataKey) await lock(ports);
    throw error;
  }
}

/** @throws AppError `vault-missing`, `vault-damaged` or `vault-newer`. */
export async function readEnvelope({ envelope }: Pick<Ports, 'envelope'>): Promise<Envelope> {
  const text = await envelope.read();
  if (text === undefined) throw new AppError('vault-missing', 'nothing stored');
  return decodeEnvelope(text);
}

/** Stores new content; the rules still say the old until `syncRules`. */
export async function commit(
  ports: Ports,
  { envelope, dataKey }: OpenVault,
  content: VaultContent,
): Promise<void> {
  const next = await reseal(envelope, dataKey, encodeContent(content));
  const text = encodeEnvelope(next);
  // Read back before it replaces what can be read.
  decodeContent(await openContent(decodeEnvelope(text), dataKey));
  // The net first: if the worker dies between commit and sync, the alarm wakes it.
  await ports.wakeUp.set(ports.now() + UNFINISHED_AFTER_MS);
  await ports.envelope.write(text);
}
