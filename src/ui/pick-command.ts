/** The command of a switch that uses one profile on one site. */
import type { Profile } from '../domain/profile';
import type { Origin } from '../domain/site';
import type { Command } from '../protocol/messages';

/** Without an extra the other profiles of the site stay in use. */
export function pickCommand(
  origin: Origin,
  { id, isExtra }: Pick<Profile, 'id' | 'isExtra'>,
  isOn: boolean,
): Command {
  if (isExtra && !isOn) return { type: 'pick/extra', origin, profileId: id, isOn };
  return { type: 'pick/set', origin, profileId: isOn ? id : null };
}
