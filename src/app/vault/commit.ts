/** What a use case makes of an open vault, sealed and stored. */
import { AppError } from '../../domain/errors';
import { decodeContent, encodeContent, type VaultContent } from '../../vault/content';
import type { DataKey } from '../../vault/data-key';
import {
  decodeEnvelope,
  type EnvelopeHead,
  encodeEnvelope,
  isReadOnly,
} from '../../vault/envelope';
import { openContent, seal } from '../../vault/vault';
import type { Ports } from '../ports';
import { type StoredEnvelope, storeEnvelope } from './stored-vault';

/** Read and unsealed: all that a use case works on. */
export interface OpenVault extends StoredEnvelope {
  readonly dataKey: DataKey;
  readonly content: VaultContent;
}

/** How soon a background that died between a commit and its rules is woken to finish. */
export const UNFINISHED_AFTER_MS = 30_000;

/**
 * @throws AppError `vault-damaged` if it is not what was sealed under this key; `vault-newer` if a
 * later version has sealed what this one cannot read after all.
 */
export async function unseal(stored: StoredEnvelope, dataKey: DataKey): Promise<OpenVault> {
  const plain = await openContent(stored.envelope, dataKey);
  try {
    return { ...stored, dataKey, content: decodeContent(plain) };
  } catch (cause) {
    if (!isReadOnly(stored.envelope)) throw cause;
    throw new AppError('vault-newer', 'the content is as no format up to this one has it', {
      cause,
    });
  }
}

/**
 * Stores new content; the rules still say the old until `syncRules`.
 *
 * @throws AppError `storage-failed`, or `vault-newer` for a vault that may only be read.
 */
export async function commit(
  ports: Ports,
  vault: OpenVault,
  content: VaultContent,
): Promise<OpenVault> {
  const { generation, slots } = vault.envelope;
  const next = await sealVault({ ...vault, content }, { generation: generation + 1, slots });
  // The net first: if the background dies between commit and sync, the alarm wakes it.
  await ports.wakeUp.set(ports.now() + UNFINISHED_AFTER_MS);
  await storeEnvelope(ports, next, vault.text);
  return next;
}

/** Sealed, and read back before it may replace what can be read. */
export async function sealVault(
  { envelope: before, dataKey, content }: OpenVault,
  head: EnvelopeHead,
): Promise<OpenVault> {
  if (isReadOnly(before))
    throw new AppError('vault-newer', 'a later version has written this vault');
  const plain = encodeContent(content);
  const text = encodeEnvelope(await seal(head, dataKey, plain));
  const envelope = decodeEnvelope(text);
  if ((await openContent(envelope, dataKey)) !== plain) {
    throw new AppError('storage-failed', 'what was sealed does not open as it was');
  }
  return { text, envelope, dataKey, content };
}
