/** Shows a profile's first scheme, and the number of its other schemes. */
import type { HeaderSummary } from '../../domain/app-state';
import { schemeName, schemeShort } from '../../ui/scheme-text';

interface SchemeChipsProps {
  readonly headers: readonly HeaderSummary[];
}

export function SchemeChips({ headers }: SchemeChipsProps) {
  const [first, ...others] = headers.map(({ schemeId }) => schemeId);
  return (
    <span class="chips" title={headers.map(({ schemeId }) => schemeName(schemeId)).join(', ')}>
      <span class="chip">{first && schemeShort(first)}</span>
      {/* A list of all schemes would leave too little room for the profile's name. */}
      {others.length > 0 && <span class="chip">+{others.length}</span>}
    </span>
  );
}
