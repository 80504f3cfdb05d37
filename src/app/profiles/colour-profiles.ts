/** Gives several profiles one colour. */
import { AppError } from '../../domain/errors';
import type { Colour } from '../../domain/profile';
import { changeVault } from '../headers/change-vault';
import type { Ports } from '../ports';
import type { OpenVault } from '../vault/commit';

interface Colouring {
  readonly profileIds: readonly string[];
  readonly colour: Colour;
}

/** @throws {@link AppError} `profile-unknown` if one of them does not exist: then none changes. */
export async function colourProfiles(
  ports: Ports,
  { profileIds, colour }: Colouring,
): Promise<OpenVault> {
  return changeVault(ports, (content) => {
    const chosen = new Set(profileIds);
    const known = content.profiles.filter(({ id }) => chosen.has(id));
    if (known.length !== chosen.size) throw new AppError('profile-unknown', 'no such profile');
    const profiles = content.profiles.map((each) =>
      // An edit that began before this change must be refused as stale.
      chosen.has(each.id) ? { ...each, colour, revision: each.revision + 1 } : each,
    );
    return { ...content, profiles };
  });
}
