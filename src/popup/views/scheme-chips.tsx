/** Shows whether a profile is for production, its first scheme, and the number of its other schemes. */
import type { HeaderSummary } from '../../domain/app-state';
import { text } from '../../platform/texts';
import { schemeName, schemeShort } from '../../ui/scheme-text';

interface SchemeChipsProps {
  readonly headers: readonly HeaderSummary[];
  readonly isProduction: boolean;
}

export function SchemeChips({ headers, isProduction }: SchemeChipsProps) {
  const names = headers.map(({ schemeId, isOff }) =>
    isOff ? `${schemeName(schemeId)} ${text('compareOff')}` : schemeName(schemeId),
  );
  // A header that is sent says more about the profile than one that is off.
  const first = headers.find(({ isOff }) => !isOff) ?? headers[0];
  return (
    <span class="chips" title={names.join(', ')}>
      {isProduction && <span class="chip attention whole">{text('productionChip')}</span>}
      {first && (
        <span class={first.isOff ? 'chip off' : 'chip'}>
          <span>{schemeShort(first.schemeId)}</span>
          {first.isOff && ` ${text('compareOff')}`}
        </span>
      )}
      {/* A list of all schemes would leave too little room for the profile's name. */}
      {headers.length > 1 && <span class="chip">+{headers.length - 1}</span>}
    </span>
  );
}
