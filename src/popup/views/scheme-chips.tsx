/** How a profile authenticates, at a glance: its first scheme, and how many more there are. */
import type { HeaderSummary } from '../../domain/app-state';
import { schemeName } from '../../ui/scheme-text';

interface SchemeChipsProps {
  readonly headers: readonly HeaderSummary[];
}

export function SchemeChips({ headers }: SchemeChipsProps) {
  const [first, ...others] = headers.map(({ schemeId }) => schemeName(schemeId));
  return (
    <span class="chips" title={[first, ...others].join(', ')}>
      <span class="chip">{first}</span>
      {/* The name of the profile has more to say than a list of schemes. */}
      {others.length > 0 && <span class="chip">+{others.length}</span>}
    </span>
  );
}
