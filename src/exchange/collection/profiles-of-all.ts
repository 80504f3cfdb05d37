/** Joins what a collection has in each environment: equal profiles become one. */
import type { ImportedProfile } from '../../domain/imported';
import { PROFILE_NAME_MAX_LENGTH } from '../../domain/profile-draft';
import { cut } from '../text/cut';
import { gathered } from './gathered-remarks';

export interface Run {
  /** '' if there are no environments. */
  readonly environment: string;
  readonly profiles: readonly ImportedProfile[];
}

/** A profile of all environments is named after the collection alone, one of some with their names. */
export function profilesOfAll(runs: readonly Run[]): readonly ImportedProfile[] {
  const equal = new Map<string, { profile: ImportedProfile; environments: string[] }>();
  for (const { environment, profiles } of runs) {
    for (const profile of profiles) {
      const { sites, headers } = profile.draft;
      const key = JSON.stringify([sites, headers]);
      const known = equal.get(key);
      if (known) known.environments.push(environment);
      else equal.set(key, { profile: withGathered(profile), environments: [environment] });
    }
  }
  return [...equal.values()].map(({ profile, environments }) => {
    const [first = ''] = environments;
    if (environments.length < 2) return profile;
    const suffix = environments.length === runs.length ? '' : ` · ${environments.join(', ')}`;
    // A function, since `$&` in a text would stand for what is replaced.
    const name = profile.draft.name.replace(` · ${first}`, () => suffix);
    return { ...profile, draft: { ...profile.draft, name: cut(name, PROFILE_NAME_MAX_LENGTH) } };
  });
}

function withGathered(profile: ImportedProfile): ImportedProfile {
  return { ...profile, remarks: gathered(profile.remarks) };
}
