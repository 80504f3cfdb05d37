/**
 * The granted patterns that the user keeps although no profile names them, so that the manager asks
 * once in a session of the browser. In memory only: a host in clear is never written to the disk.
 */
import { handOver, readHanded } from './page-storage';

export const KEPT_KEY = 'keptAccess';

export async function readKeptAccess(): Promise<readonly string[]> {
  const kept = await readHanded(KEPT_KEY);
  return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
}

export function storeKeptAccess(patterns: readonly string[]): Promise<void> {
  return handOver(KEPT_KEY, patterns);
}
