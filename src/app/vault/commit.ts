/** Seals and stores the content that a use case has changed. */
import { AppError } from '../../domain/errors';
import { type EndedPicks, type Moment, withoutEnded } from '../../domain/pick-end';
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
import { noteGaveWay } from './copy-notice';
import { endedSignIns } from './ended-sign-ins';
import { binsSomething, smallerBins } from './give-way';
import { type StoredEnvelope, storeEnvelope, storeWithoutBefore } from './stored-vault';

/** A vault that is read and unsealed. */
export interface OpenVault extends StoredEnvelope {
  readonly dataKey: DataKey;
  readonly content: VaultContent;
  /** The picks that were found over in this turn: they are not in `content`. Absent: none. */
  readonly endedPicks?: EndedPicks;
}

/** If the background dies between a commit and its rules, it is woken after this time to finish. */
export const UNFINISHED_AFTER_MS = 30_000;

/**
 * @returns the vault without the picks that have ended: nothing that reads picks sees one.
 * @throws AppError `vault-damaged` if the key does not open it or the content is invalid; `vault-newer`
 * if a later version has sealed content that this one cannot read.
 */
export async function unseal(
  { session, now }: Pick<Ports, 'session' | 'now'>,
  stored: StoredEnvelope,
  dataKey: DataKey,
): Promise<OpenVault> {
  const { start, latestNow } = await session.read();
  const plain = await openContent(stored.envelope, dataKey);
  try {
    const vault = { ...stored, dataKey, content: decodeContent(plain) };
    return withoutEndedPicks(vault, { now: now(), start, latestNow });
  } catch (cause) {
    if (!isReadOnly(stored.envelope)) throw cause;
    throw new AppError('vault-newer', 'the content has a later format', { cause });
  }
}

/** @returns the same object if no pick has ended. */
export function withoutEndedPicks(vault: OpenVault, moment: Moment): OpenVault {
  const { content, endedPicks } = vault;
  const { picks: sitePicks, ended } = withoutEnded(content.sitePicks, moment);
  if (sitePicks === content.sitePicks) return vault;
  return { ...vault, content: { ...content, sitePicks }, endedPicks: { ...endedPicks, ...ended } };
}

/**
 * Stores new content. The rules do not change before `syncRules`. If the storage is full, the bin gives
 * way, and the notice `bin-gave-way` says so: the result may have fewer entries than `content`.
 *
 * @throws AppError `storage-failed`, or `vault-newer` for a vault that may only be read.
 */
export function commit(ports: Ports, vault: OpenVault, content: VaultContent): Promise<OpenVault> {
  return storeBy(storeMakingRoom, ports, vault, content);
}

/** The same, but no entry of the bin gives way: the change is not worth one. */
export function commitIfRoom(
  ports: Ports,
  vault: OpenVault,
  content: VaultContent,
): Promise<OpenVault> {
  return storeBy(storeChange, ports, vault, content);
}

/**
 * As `commit`, and nothing that is stored then opens to the content before. A copy that cannot be written
 * now still does: the notice `copy-failing` says so, and the next read rewrites that copy.
 */
export function commitForGood(
  ports: Ports,
  vault: OpenVault,
  content: VaultContent,
): Promise<OpenVault> {
  return storeBy(storeForGood, ports, vault, content);
}

/** Servers are asked to revoke the sign-ins that have left the bin once this is stored, and not before. */
async function storeBy(
  store: typeof storeChange,
  ports: Ports,
  vault: OpenVault,
  content: VaultContent,
): Promise<OpenVault> {
  const next = await store(ports, vault, content);
  ports.revocations.want(endedSignIns(vault.content, next.content));
  return next;
}

async function storeMakingRoom(
  ports: Ports,
  vault: OpenVault,
  content: VaultContent,
): Promise<OpenVault> {
  const whole = await storeIfFits(() => storeChange(ports, vault, content));
  if ('stored' in whole) return whole.stored;
  // A deletion makes nothing larger, so it fits once the generation before is gone.
  if (binsSomething(vault.content, content)) {
    const alone = await storeIfFits(() => storeForGood(ports, vault, content));
    if ('stored' in alone) return alone.stored;
  }
  for (const smaller of smallerBins(vault.content, content)) {
    const fits = await storeIfFits(() => storeChange(ports, vault, { ...content, bin: smaller }));
    if (!('stored' in fits)) continue;
    if (smaller.length < content.bin.length) await noteGaveWay(ports);
    return fits.stored;
  }
  throw whole.refused;
}

/** @throws every error except that of a storage that refuses. */
async function storeIfFits(
  store: () => Promise<OpenVault>,
): Promise<{ readonly stored: OpenVault } | { readonly refused: AppError }> {
  try {
    return { stored: await store() };
  } catch (error) {
    if (error instanceof AppError && error.code === 'storage-failed') return { refused: error };
    throw error;
  }
}

async function storeChange(
  ports: Ports,
  vault: OpenVault,
  content: VaultContent,
): Promise<OpenVault> {
  const next = await sealNext(ports, vault, content);
  await storeEnvelope(ports, next, vault.text);
  return next;
}

async function storeForGood(
  ports: Ports,
  vault: OpenVault,
  content: VaultContent,
): Promise<OpenVault> {
  const next = await sealNext(ports, vault, content);
  const opens = async (read: string) => openContent(decodeEnvelope(read), vault.dataKey);
  await storeWithoutBefore(ports, next, { old: vault.text, opens });
  return next;
}

async function sealNext(ports: Ports, vault: OpenVault, content: VaultContent): Promise<OpenVault> {
  const { generation, slots } = vault.envelope;
  const next = await sealVault({ ...vault, content }, { generation: generation + 1, slots });
  // The alarm first: if the background dies between commit and sync, the alarm wakes it.
  await ports.wakeUp.set(ports.now() + UNFINISHED_AFTER_MS);
  return next;
}

/** Seals the content and opens the result as a check, before it may replace a readable vault. */
export async function sealVault(
  { envelope: before, dataKey, content, endedPicks }: OpenVault,
  head: EnvelopeHead,
): Promise<OpenVault> {
  if (isReadOnly(before))
    throw new AppError('vault-newer', 'a later version has written this vault');
  const plain = encodeContent(content);
  const text = encodeEnvelope(await seal(head, dataKey, plain));
  const envelope = decodeEnvelope(text);
  if ((await openContent(envelope, dataKey)) !== plain) {
    throw new AppError('storage-failed', 'the sealed content does not open to the same text');
  }
  return { text, envelope, dataKey, content, ...(endedPicks && { endedPicks }) };
}
