/** The colour of the next profile: the one that the fewest profiles have, so that neighbours differ. */
import { COLOURS, type Colour, type Profile } from './profile';

/** Red looks like a warning and grey like *off*, so they come last. */
const LAST: readonly Colour[] = ['red', 'grey'];
const IN_TURN = [...COLOURS.filter((colour) => !LAST.includes(colour)).toReversed(), ...LAST];

export function nextColour(profiles: readonly Pick<Profile, 'colour'>[]): Colour {
  const uses = (colour: Colour) => profiles.filter((each) => each.colour === colour).length;
  return IN_TURN.reduce((least, colour) => (uses(colour) < uses(least) ? colour : least));
}
