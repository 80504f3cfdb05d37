/**
 * Reloads the page when the vault is locked. Chromium keeps a submitted form with a password, and
 * all text typed into it, in memory long after the form has left the page; only a new document
 * frees it.
 */
import { useEffect, useRef } from 'preact/hooks';
import type { VaultStatus } from '../domain/app-state';

/**
 * @param vault - Undefined until the background has answered.
 * @returns true if the page is about to reload, so that it must not show a form.
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
