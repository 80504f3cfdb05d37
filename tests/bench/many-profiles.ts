/** A browser with a vault of as many profiles as wanted. */
import { GLUWA, openWorld, PASSPHRASE, type World } from '../e2e/harness';
import { vaultOf } from '../support/vault-of';
import { inFull } from './short-run';

export const MANY = inFull(5000, 150);

/** A browser with such a vault, unlocked, and its first profile in force on the lab's Gluwa. */
export async function openWorldOf(count: number, picked: number): Promise<World> {
  const world = await openWorld();
  const vault = await vaultOf(count, picked);
  await world.browser.inBackground((text) => chrome.storage.local.set({ vault: text }), vault);
  const page = await world.browser.newPage(`${GLUWA}/`);
  await world.keybearer.unlock(page, PASSPHRASE);
  await world.browser.allowHost(`${GLUWA}/*`);
  await world.keybearer.allowInPopup(page);
  return world;
}
