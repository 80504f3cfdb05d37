/** The ways from the popup to the manager. The popup closes, since it would cover the manager. */
import type { Origin } from '../domain/site';
import type { ActiveTab } from '../platform/active-tab';
import { openManager } from '../platform/open-manager';
import { handOverAddress, handOverSite } from '../platform/site-handover';

/** Before there is a vault, the manager asks for its passphrase first, at the same place. */
export async function addProfileFor(origin: Origin | undefined, { id }: ActiveTab): Promise<void> {
  if (origin) await handOverSite(origin, id);
  await leaveFor(origin ? '#/profile/new' : '');
}

/** @param address - The manager offers to explain it. */
export async function openActivity(address?: string): Promise<void> {
  if (address !== undefined) await handOverAddress(address);
  await leaveFor('#/activity');
}

export async function leaveFor(hash: string): Promise<void> {
  await openManager(hash);
  window.close();
}
