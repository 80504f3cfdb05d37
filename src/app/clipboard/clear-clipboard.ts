/**
 * Clears a copied header from the clipboard after a minute or at a lock, if the user allows us to read
 * the clipboard and the header is still in it. For that the session stores a digest of the header,
 * also past a lock.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Ports } from '../ports';

export const CLEAR_AFTER_MS = 60_000;

type ClipboardPorts = Pick<Ports, 'session' | 'clipboard' | 'clipboardAlarm' | 'now'>;

/** Does not ask for the permission: the user may grant it before the header is due. */
export async function rememberCopied(ports: ClipboardPorts, text: string): Promise<void> {
  const clearAt = ports.now() + CLEAR_AFTER_MS;
  await ports.session.write({ copied: { digest: digestOf(text), clearAt } });
  await ports.clipboardAlarm.set(clearAt);
}

/** Called on the alarm, at a start that may have missed it, and when permissions change. */
export async function clearIfDue(ports: ClipboardPorts): Promise<void> {
  const { copied } = await ports.session.read();
  if (!copied) return;
  const left = copied.clearAt - ports.now();
  // A moment further ahead was set before the clock was set back.
  if (left > 0 && left <= CLEAR_AFTER_MS) return ports.clipboardAlarm.set(copied.clearAt);
  if (!(await ports.clipboard.isAllowed())) return;
  // The alarm first: if this fails or the background dies, clearing is tried again.
  await ports.clipboardAlarm.set(ports.now() + CLEAR_AFTER_MS);
  await clearIfUnchanged(ports, copied.digest);
  await forget(ports);
}

/** If the header is not there yet, a page may still be writing it: then the alarm checks again. */
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

/** SHA-256, in hexadecimal. Windows returns the line break between two headers as two characters. */
function digestOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text.replaceAll('\r\n', '\n'))));
}
