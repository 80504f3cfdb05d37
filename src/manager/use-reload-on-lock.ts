/**
 * Begins the page anew when the vault is locked. Chromium keeps a submitted form that had a password
 * in it, long after it has left the page, and with its elements all that was typed there: only
 * with the document does that go.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { VaultStatus } from '../domain/app-state';

/**
 * @param vault - As the background says it; undefined until it has.
 * @returns whether this page is about to go: what was typed into it now would go with it.
 */
export function useReloadOnLock(vault: VaultStatus | undefined): boolean {
  const wasOpen = useRef(false);
  if (vault === 'unlocked') wasOpen.current = true;
  const isGoing = wasOpen.current && vault !== undefined && vault !== 'unlocked';
  useEffect(() => {
    if (isGoing) location.reload();
  }, [isGoing]);
  return isGoing;
}
