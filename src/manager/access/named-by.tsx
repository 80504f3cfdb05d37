/** The profiles that name a host, each as a link to its form. */
import { HOST_USES, type HostUse, type NamedBy } from '../../domain/host-access';
import { type TextKey, text } from '../../platform/texts';

const LABELS: Readonly<Record<HostUse, TextKey>> = {
  site: 'accessSiteOf',
  caller: 'accessCallerOf',
  token: 'accessTokensOf',
};

/** Hundreds of profiles may name one host. */
const NAMED_AT_MOST = 5;

interface NamesProps {
  readonly namedBy: readonly NamedBy[];
}

export function Names({ namedBy }: NamesProps) {
  return (
    <>
      {HOST_USES.map((use) => {
        const profiles = namedBy.filter(({ uses }) => uses.includes(use));
        const more = profiles.length - NAMED_AT_MOST;
        if (profiles.length === 0) return null;
        return (
          <p class="hint" key={use}>
            {text(LABELS[use])}{' '}
            {profiles.slice(0, NAMED_AT_MOST).map(({ profile }, index) => (
              <span key={profile.id}>
                {index > 0 && ', '}
                <a href={`#/profile/${profile.id}`}>{profile.name}</a>
              </span>
            ))}
            {more > 0 && ` ${text('accessMore', String(more))}`}
          </p>
        );
      })}
    </>
  );
}
