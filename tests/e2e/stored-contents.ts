/** Opens every stored text of the vault with the passphrase, outside of the product. */
import { decodeContent, type VaultContent } from '../../src/vault/content';
import { decodeEnvelope } from '../../src/vault/envelope';
import { unwrapByPassphrase } from '../../src/vault/slots';
import { openContent } from '../../src/vault/vault';
import { readCopies } from '../lab/pages/stored-copies.mjs';
import type { World } from './harness';

/** @returns the content of each different text in both places, generations before included. */
export async function storedContents(
  { browser }: Pick<World, 'browser'>,
  passphrase: string,
): Promise<readonly VaultContent[]> {
  const { storage, database } = await readCopies(browser);
  const texts = [storage, database].flatMap(({ current, before }) => [current, before]);
  const there = texts.filter((text) => typeof text === 'string');
  return Promise.all(
    [...new Set(there)].map(async (text) => {
      const envelope = decodeEnvelope(text);
      const dataKey = await unwrapByPassphrase(envelope.slots, passphrase);
      return decodeContent(await openContent(envelope, dataKey));
    }),
  );
}
