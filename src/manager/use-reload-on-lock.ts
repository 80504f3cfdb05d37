/**
 * Begins the page anew when the vault is locked. Chromium keeps a submitted form that had a password
 * in it, long after it has left the page, and with its elements all that was typed there: only
 * with the document does that go.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { VaultStatus } from '../domain/app-state';

/** @param vault - As the background says it; undefined until it has. */
export function useReloadOnLock(vault: VaultStatus | undefined): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (vault === 'unlocked') wasOpen.current = true;
    else if (vault !== undefined && wasOpen.current) location.reload();
  }, [vault]);
}
