/** Offers the profiles of one site next door for this page's site. */
import type { ProfileSummary } from '../../domain/app-state';
import type { Distance } from '../../domain/near-sites';
import type { NearProfiles } from '../../domain/page-offers';
import { tokenOriginsOf } from '../../domain/token-origins';
import { type TextKey, text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { originText } from '../origin-text';
import type { PageOfferProps } from '../page-offer';
import { useWidening } from '../use-widening';
import { ProfileSearch } from './profile-search';

const DISTANCES: Readonly<Record<Distance, TextKey>> = {
  port: 'nearPort',
  protocol: 'nearProtocol',
  subdomain: 'nearSubdomain',
};

interface NearOfferProps extends PageOfferProps {
  readonly near: NearProfiles;
}

export function NearOffer(props: NearOfferProps) {
  const { state, near, page } = props;
  const { failure, widen } = useWidening(props);
  const { origin, distance, profileIds } = near;
  const profiles = state.profiles.filter(({ id }) => profileIds.includes(id));
  const said = [originText(origin), text(DISTANCES[distance])] as const;

  function use(profile: ProfileSummary) {
    void widen({
      profile,
      command: { type: 'profile/add-site', profileId: profile.id, origin: page },
      isWider: distance === 'subdomain',
      origins: [page, ...tokenOriginsOf(profile.headers)],
    });
  }

  return (
    <section class="notice stack offer">
      <p>
        {profiles.length === 1
          ? text('nearOne', ...said)
          : text('nearMany', String(profiles.length), ...said)}
      </p>
      <ProfileSearch
        profiles={profiles}
        row={(profile) => (
          <li key={profile.id}>
            <button type="button" onClick={() => use(profile)}>
              <span class={`dot ${profile.colour}`} aria-hidden="true" />
              {text('nearUse', profile.name)}
            </button>
          </li>
        )}
      />
      {failure && <Problem>{failureText(failure)}</Problem>}
    </section>
  );
}
