/**
 * A header that was copied does not stay in the clipboard: a minute later, or when the vault is
 * locked, it is cleared, unless something else has been copied since and where the user has allowed
 * us to look. What is kept for that is a digest, in memory: it outlives the background and a lock.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Ports } from '../ports';

export const CLEAR_AFTER_MS = 60_000;

type ClipboardPorts = Pick<Ports, 'session' | 'clipboard' | 'clipboardAlarm' | 'now'>;

/** Whatever may be done about it: it may yet be allowed. */
export async function rememberCopied(ports: ClipboardPorts, text: string): Promise<void> {
  const clearAt = ports.now() + CLEAR_AFTER_MS;
  await ports.session.write({ copied: { digest: digestOf(text), clearAt } });
  await ports.clipboardAlarm.set(clearAt);
}

/** On the alarm, and whenever it may have been missed or be allowed at last. */
export async function clearIfDue(ports: ClipboardPorts): Promise<void> {
  const { copied } = await ports.session.read();
  if (!copied) return;
  const left = copied.clearAt - ports.now();
  // Further ahead than it is ever set: that was before the clock was set back.
  if (left > 0 && left <= CLEAR_AFTER_MS) return ports.clipboardAlarm.set(copied.clearAt);
  if (!(await ports.clipboard.isAllowed())) return;
  // It may fail, or the background may die over it: then it is tried again.
  await ports.clipboardAlarm.set(ports.now() + CLEAR_AFTER_MS);
  await clearIfUnchanged(ports, copied.digest);
  await forget(ports);
}

/** What is not there at a lock may be on its way still, from a page: the alarm looks again. */
export async function clearAtLock(ports: ClipboardPorts): Promise<void> {
  const { copied } = await ports.session.read();
  if (!copied || !(await ports.clipboard.isAllowed())) return;
  if (await clearIfUnchanged(ports, copied.digest)) await forget(ports);
}

/** @returns whether it was unchanged. */
async function clearIfUnchanged({ clipboard }: ClipboardPorts, digest: string): Promise<boolean> {
  if (digestOf(await clipboard.read()) !== digest) return false;
  await clipboard.clear();
  return true;
}

async function forget({ session, clipboardAlarm }: ClipboardPorts): Promise<void> {
  await session.write({ copied: undefined });
  await clipboardAlarm.set(undefined);
}

/** SHA-256, in hexadecimal. Two headers are two lines, and Windows ends a line with two characters. */
function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text.replaceAll('\r\n', '\n'))));
}
