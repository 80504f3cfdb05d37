/**
 * Arms a production profile on one site for ten minutes, or disarms it. Only the popup may ask for it:
 * see `protocol/router.ts`.
 */
import { ARMED_MS, type Armed, tabsOf } from '../../domain/arming';
import { AppError } from '../../domain/errors';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';
import { allowedPicks } from './allowed-picks';
import { syncRules } from './sync-rules';
import { dropEndedTabPicks } from './tab-picks-now';

interface Place {
  readonly origin: string;
  readonly profileId: string;
}

/** @throws {@link AppError} `profile-unknown` if no such production profile is sent there now. */
export async function arm(ports: Ports, { origin, profileId }: Place): Promise<OpenVault> {
  const vault = await openVault(ports);
  // First: its own sync would find other tabs, and disarm.
  await dropEndedTabPicks(ports, vault.content);
  const picked = await allowedPicks(ports, vault.content);
  const found = picked.find(([on, { id }]) => on === origin && id === profileId);
  if (!found?.[1].production) throw new AppError('profile-unknown', 'no such production profile');
  const [on, { id, revision }] = found;
  const armedAt = ports.now();
  const others = await withoutPlace(ports, { origin, profileId });
  const armed = [
    ...others,
    {
      profileId: id,
      origin: on,
      revision,
      tabs: tabsOf(picked, id, on),
      armedAt,
      until: armedAt + ARMED_MS,
    },
  ];
  await ports.session.write({ armed });
  return syncRules(ports, vault);
}

export async function disarm(ports: Ports, place: Place): Promise<OpenVault> {
  await ports.session.write({ armed: await withoutPlace(ports, place) });
  return syncRules(ports);
}

async function withoutPlace(
  { session }: Pick<Ports, 'session'>,
  { origin, profileId }: Place,
): Promise<readonly Armed[]> {
  const { armed } = await session.read();
  return armed.filter((each) => each.origin !== origin || each.profileId !== profileId);
}
