/** Stored copies in every state they can be found in. */
import { createHash } from 'node:crypto';
import type { StoredVault } from '../../src/app/ports';
import type { DataKey } from '../../src/vault/data-key';
import { encodeEnvelope } from '../../src/vault/envelope';
import { createEnvelope } from '../../src/vault/vault';
import { resealed } from './envelopes';
import type { FakeBrowser } from './fake-ports';

/** Texts of generation 1, 2, 3 …, each with its number as content. */
export async function generations(
  count: number,
  passphrase = 'correct horse battery staple',
): Promise<{ readonly texts: readonly string[]; readonly dataKey: DataKey }> {
  const { envelope, dataKey } = await createEnvelope(passphrase, '1');
  const all = [envelope];
  for (let last = envelope; all.length < count; all.push(last)) {
    last = await resealed(last, dataKey, String(last.generation + 1));
  }
  return { texts: all.map(encodeEnvelope), dataKey };
}

/** Adds a digest that fits the text. */
export function textOf(envelope: object): string {
  const json = JSON.stringify(envelope);
  return `keybearer-vault sha256:${createHash('sha256').update(json).digest('hex')}\n${json}`;
}

export function flipped(text: string, index: number): string {
  const code = text.charCodeAt(index) ^ 1;
  return text.slice(0, index) + String.fromCharCode(code) + text.slice(index + 1);
}

/** Makes a place never answer again, like one with files that the browser cannot open. */
export function breakPlace(browser: FakeBrowser, place: 'storage' | 'database'): void {
  const copy = browser.ports.copies.find((each) => each.place === place);
  const dead = async (): Promise<never> => {
    throw new Error('IO error');
  };
  Object.assign(copy ?? {}, { read: dead, write: dead });
}

/** The content of a storage place; an undefined copy is left out. */
export function stored(current?: string, before?: string): StoredVault {
  return { ...(current !== undefined && { current }), ...(before !== undefined && { before }) };
}
