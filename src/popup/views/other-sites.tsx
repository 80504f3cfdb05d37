/** Switches profiles on other sites without opening these sites; with a search. */
import { useEffect, useState } from 'preact/hooks';
import { isWhole, type OpenState, type ProfileSummary } from '../../domain/app-state';
import type { Origin } from '../../domain/site';
import { HEAD_PROFILES } from '../../platform/state-parts';
import { text } from '../../platform/texts';
import { findProfiles, SHOWN_AT_MOST } from '../../ui/find-profiles';
import { SchemeChips } from './scheme-chips';

/** The tallest popup has room for fewer rows; the rest is drawn after the first paint. */
const FIRST_ROWS = 10;

interface OtherSitesProps {
  readonly state: OpenState;
  /** The origin of the tab, shown above; undefined if the tab shows no web page. */
  readonly origin: Origin | undefined;
  readonly onPick: (origin: Origin, profile: ProfileSummary | undefined) => void;
}

export function OtherSites({ state, origin, onPick }: OtherSitesProps) {
  const [query, setQuery] = useState('');
  const [drawn, setDrawn] = useState(false);
  // Preact runs this effect after the paint.
  useEffect(() => setDrawn(true), []);
  const isElsewhere = ({ sites }: ProfileSummary) => sites.some((site) => site.origin !== origin);
  const whole = isWhole(state);
  const elsewhere = state.profiles.filter(isElsewhere);
  // A profile that is not known yet has another site: the state holds all profiles of this site.
  const count = elsewhere.length + state.profileCount - state.profiles.length;
  if (count === 0) return null;
  // Until all profiles are known, show the first ones, which keep their place, and do not search: a
  // search would find too few and move them later.
  const first = query === '' ? state.profiles.slice(0, HEAD_PROFILES).filter(isElsewhere) : [];
  const found = whole ? findProfiles(elsewhere, query) : first;
  const rows = found
    .slice(0, SHOWN_AT_MOST)
    .flatMap((profile) => originsOf(profile, origin).map((on) => ({ profile, on })));
  return (
    <section class="stack others">
      <div class="row">
        <h2>{text('popupOtherSites', String(count))}</h2>
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
        {rows.slice(0, drawn && whole ? rows.length : FIRST_ROWS).map(({ profile, on }) => (
          <OtherSite
            key={profile.id + on}
            profile={profile}
            origin={on}
            picked={state.picks[on] === profile.id}
            onPick={onPick}
          />
        ))}
      </ul>
      {whole && found.length === 0 && <p class="hint">{text('popupSearchNothing')}</p>}
      {drawn && whole && found.length > SHOWN_AT_MOST && (
        <p class="hint">{text('moreFound', String(found.length - SHOWN_AT_MOST))}</p>
      )}
    </section>
  );
}

/** The origins of a profile, each once, without the tab's own. */
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
        <SchemeChips headers={profile.headers} />
      </label>
    </li>
  );
}
