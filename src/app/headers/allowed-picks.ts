/** The picked profiles that may send their headers now. */
import type { PickedProfile } from '../../domain/profile';
import type { VaultContent } from '../../vault/content';
import type { Ports } from '../ports';
import { pickedProfiles } from './picked-profiles';
import { tabPicksNow } from './tab-picks-now';

/**
 * Leaves out sites without a lasting permission: with `activeTab`, which opening the popup grants, a
 * rule would work in that one tab while the popup says that no header is sent.
 *
 * @returns an empty list while everything is paused.
 */
export async function allowedPicks(
  { permissions, session }: Pick<Ports, 'permissions' | 'session'>,
  content: VaultContent,
): Promise<PickedProfile[]> {
  if (content.settings.paused) return [];
  const picked = pickedProfiles(content, await tabPicksNow({ session }, content));
  const allowed = await permissions.allowed(picked.map(([origin]) => origin));
  return picked.filter(([origin]) => allowed.has(origin));
}
