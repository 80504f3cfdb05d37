/** On a page that is no web page: nothing to pick, so what there is. */
import type { ProfileSummary } from '../../domain/app-state';
import { text } from '../../platform/texts';

interface NoSiteViewProps {
  readonly profiles: readonly ProfileSummary[];
}

export function NoSiteView({ profiles }: NoSiteViewProps) {
  return (
    <section class="stack">
      <p class="hint">{text('popupNotAWebPage')}</p>
      {profiles.length > 0 && <h2>{text('popupAllProfiles')}</h2>}
      <ul class="profiles">
        {profiles.map(({ id, name, sites }) => (
          <li key={id}>
            <div>{name}</div>
            <div class="hint site">{sites.map(({ origin }) => origin).join(', ')}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
