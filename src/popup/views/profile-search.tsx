/** A list of profiles to choose from, with a search if it is long. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import { text } from '../../platform/texts';
import { findProfiles } from '../../ui/find-profiles';

/** From this number on a list has a search. */
const SEARCHED_FROM = 8;

interface ProfileSearchProps {
  readonly profiles: readonly ProfileSummary[];
  readonly row: (profile: ProfileSummary) => ComponentChildren;
}

export function ProfileSearch({ profiles, row }: ProfileSearchProps) {
  const [query, setQuery] = useState('');
  const isLong = profiles.length >= SEARCHED_FROM;
  const found = findProfiles(profiles, isLong ? query : '');
  const more = found.length - SEARCHED_FROM;
  return (
    <>
      {isLong && (
        <input
          type="search"
          autocomplete="off"
          spellcheck={false}
          aria-label={text('popupSearch')}
          placeholder={text('popupSearch')}
          value={query}
          onInput={({ currentTarget }) => setQuery(currentTarget.value)}
        />
      )}
      <ul class="plain">{found.slice(0, SEARCHED_FROM).map(row)}</ul>
      {found.length === 0 && <p class="hint">{text('popupSearchNothing')}</p>}
      {more > 0 && <p class="hint">{text('moreFound', String(more))}</p>}
    </>
  );
}
