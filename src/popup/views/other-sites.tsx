/** The profiles of other sites, with a search: switched without going there. */
import { useState } from 'preact/hooks';
import type { AppState, ProfileSummary } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import { findProfiles, SHOWN_AT_MOST } from '../../ui/find-profiles';
import { schemeName } from '../../ui/scheme-text';

interface OtherSitesProps {
  readonly state: AppState;
  /** The tab's own, which is shown above; absent: this is no web page. */
  readonly origin: Origin | undefined;
  readonly onPick: (origin: Origin, profile: ProfileSummary | undefined) => void;
}

export function OtherSites({ state, origin, onPick }: OtherSitesProps) {
  const [query, setQuery] = useState('');
  const elsewhere = state.profiles.filter(({ sites }) =>
    sites.some((site) => site.origin !== origin),
  );
  if (elsewhere.length === 0) return null;
  const found = findProfiles(elsewhere, query);
  return (
    <section class="stack others">
      <div class="row">
        <h2>{text('popupOtherSites', String(elsewhere.length))}</h2>
        <input
          id="search"
          class="push"
          type="search"
          autocomplete="off"
          spellcheck={false}
          aria-label={text('popupSearch')}
          placeholder={text('popupSearch')}
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      </div>
      <ul>
        {found
          .slice(0, SHOWN_AT_MOST)
          .flatMap((profile) =>
            originsOf(profile, origin).map((each) => (
              <OtherSite
                key={profile.id + each}
                profile={profile}
                origin={each}
                picked={state.picks[each] === profile.id}
                onPick={onPick}
              />
            )),
          )}
      </ul>
      {found.length === 0 && <p class="hint">{text('popupSearchNothing')}</p>}
      {found.length > SHOWN_AT_MOST && (
        <p class="hint">{text('moreFound', String(found.length - SHOWN_AT_MOST))}</p>
      )}
    </section>
  );
}

/** A profile's origins, each once, without the tab's own. */
function originsOf({ sites }: ProfileSummary, own: Origin | undefined): readonly Origin[] {
  return [...new Set(sites.map(({ origin }) => origin))].filter((origin) => origin !== own);
}

interface OtherSiteProps {
  readonly profile: ProfileSummary;
  readonly origin: Origin;
  readonly picked: boolean;
  readonly onPick: OtherSitesProps['onPick'];
}

function OtherSite({ profile, origin, picked, onPick }: OtherSiteProps) {
  return (
    <li>
      <label class="choice">
        <input
          type="checkbox"
          autocomplete="off"
          checked={picked}
          onChange={({ currentTarget }) =>
            onPick(origin, currentTarget.checked ? profile : undefined)
          }
        />
        <span class={`dot ${profile.colour}`} aria-hidden="true" />
        <span class="name" title={profile.name}>
          {profile.name}
          <span class="hint site">{new URL(origin).host}</span>
        </span>
        {profile.headers.map(({ id, schemeId }) => (
          <span class="chip" key={id}>
            {schemeName(schemeId)}
          </span>
        ))}
      </label>
    </li>
  );
}
