/** Waits until a text typed into a page would be on the disk, so that a scan for a secret proves something. */
import { randomBytes } from 'node:crypto';
import { expect, vi } from 'vitest';
import { scanProfile } from '../lab/canary/scan-profile.mjs';
import { typeInto } from '../lab/pages/controls.mjs';
import type { World } from './harness';

/** A page with a text field, whose text the browser keeps for a restored session. */
export const FRONT_END = 'https://app.test/';

/** A text that no file of a browser contains by chance; it is also a name, a path and a part of a host. */
export const canary = () => `k${randomBytes(8).toString('hex')}`;

/** The names of the canaries that are found. */
export function foundIn(world: World, canaries: Readonly<Record<string, string>>): string[] {
  const hits = scanProfile(world.browser.profileDir, canaries);
  return [...new Set(hits.map((hit) => hit.canary))].sort();
}

/** The browsers' records of open pages, and of what is typed there. */
const SESSION_FILES = /(^|[\\/])(Sessions|sessionstore-backups)[\\/]/;

/** Searches these files alone: a search of the whole profile takes the browser's share of the processor. */
export async function untilInSession(world: World, witness: string): Promise<void> {
  await vi.waitFor(
    () => expect(scanProfile(world.browser.profileDir, { witness }, SESSION_FILES)).not.toEqual([]),
    { timeout: 60_000, interval: 200 },
  );
}

/**
 * Waits until the browser has written all text typed into its pages so far: a text typed now, into a
 * page of another site, is on the disk.
 */
export async function untilSessionIsWritten(world: World): Promise<void> {
  const witness = canary();
  const page = await world.browser.newPage(FRONT_END);
  await typeInto(page, 'input', witness);
  await untilInSession(world, witness);
  await page.close();
}
