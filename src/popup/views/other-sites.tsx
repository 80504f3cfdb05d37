/** The profiles of other sites, by site: a row opens its site, and its checkbox picks the profile. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { isWhole, type OpenState, type ProfileSummary } from '../../domain/app-state';
import { isSentAt } from '../../domain/extras';
import type { Picks } from '../../domain/picks';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import { findProfiles, SHOWN_AT_MOST } from '../../ui/find-profiles';
import { sitesOf } from '../sites-of';
import { SchemeChips } from './scheme-chips';

/** The tallest popup has room for fewer sites; the rest is drawn after the first paint. */
const FIRST_SITES = 10;

interface OtherSitesProps {
  readonly state: OpenState;
  /** The origin of the tab, shown above; undefined if the tab shows no web page. */
  readonly origin: Origin | undefined;
  readonly onPick: (origin: Origin, profile: ProfileSummary, isOn: boolean) => void;
  readonly onOpen: (origin: Origin) => void;
}

export function OtherSites({ state, origin, onPick, onOpen }: OtherSitesProps) {
  const [query, setQuery] = useState('');
  const [drawn, setDrawn] = useState(false);
  const order = useRef<Picks>(undefined);
  // Preact runs this effect after the paint.
  useEffect(() => setDrawn(true), []);
  const whole = isWhole(state);
  const elsewhere = state.profiles.filter(({ sites }) =>
    sites.some((site) => site.origin !== origin),
  );
  // A profile that is not known yet has another site: the state holds all profiles of this site.
  const count = elsewhere.length + state.profileCount - state.profiles.length;
  if (count === 0) return null;
  const found = findProfiles(elsewhere, query);
  // The order stays as when the popup was opened: a picked row must not move away from the cursor.
  if (whole) order.current ??= state.picks;
  const sites = sitesOf(found, order.current ?? {}, origin, SHOWN_AT_MOST);
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
      {/* No row before all profiles are known: rows would move under the cursor. */}
      <ul class={whole ? undefined : 'filling'}>
        {whole &&
          sites.slice(0, drawn ? sites.length : FIRST_SITES).map(({ on, profiles }) => (
            <li key={on}>
              <h3 class="hint site">{new URL(on).host}</h3>
              <ul>
                {profiles.map((profile) => (
                  <OtherSite
                    key={profile.id}
                    profile={profile}
                    origin={on}
                    picked={isSentAt(state, profile, on)}
                    onPick={onPick}
                    onOpen={onOpen}
                  />
                ))}
              </ul>
            </li>
          ))}
      </ul>
      {whole && found.length === 0 && <p class="hint">{text('popupSearchNothing')}</p>}
      {drawn && whole && found.length > SHOWN_AT_MOST && (
        <p class="hint">{text('moreFound', String(found.length - SHOWN_AT_MOST))}</p>
      )}
    </section>
  );
}

interface OtherSiteProps extends Pick<OtherSitesProps, 'onPick' | 'onOpen'> {
  readonly profile: ProfileSummary;
  readonly origin: Origin;
  readonly picked: boolean;
}

function OtherSite({ profile, origin, picked, onPick, onOpen }: OtherSiteProps) {
  const { name, colour, headers } = profile;
  return (
    <li class="choice-row">
      <input
        type="checkbox"
        autocomplete="off"
        aria-label={text('otherSitePick', name, origin)}
        title={text('otherSitePick', name, origin)}
        checked={picked}
        onChange={({ currentTarget }) => onPick(origin, profile, currentTarget.checked)}
      />
      <button
        class="choice"
        type="button"
        title={text('otherSiteOpen', origin)}
        onClick={() => onOpen(origin)}
      >
        <span class={`dot ${colour}`} aria-hidden="true" />
        <span class="name">{name}</span>
        <SchemeChips headers={headers} isProduction={profile.production !== undefined} />
      </button>
    </li>
  );
}
