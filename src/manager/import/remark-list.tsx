/** Says in words what an import could not take over, and where in the source it stands. */
import { useState } from 'preact/hooks';
import type { Remark } from '../../domain/imported';
import { text } from '../../platform/texts';
import { remarkText } from './remark-text';

/** More of them are shown on request. */
const SHOWN_AT_FIRST = 5;

interface RemarkListProps {
  readonly remarks: readonly Remark[];
  /** The name of the profile that the remarks stand beside: their places do not repeat it. */
  readonly of?: string;
}

export function RemarkList({ remarks, of = '' }: RemarkListProps) {
  const [isWhole, setIsWhole] = useState(false);
  if (remarks.length === 0) return null;
  const shown = isWhole ? remarks : remarks.slice(0, SHOWN_AT_FIRST);
  return (
    <ul class="remarks hint">
      {shown.map(({ code, ...remark }, index) => {
        const place = placeWithin(of, remark.place);
        return (
          <li key={index}>
            {remarkText(code)}
            {place !== '' && (
              <>
                {' '}
                <bdi class="place">{place}</bdi>
              </>
            )}
          </li>
        );
      })}
      {shown.length < remarks.length && (
        <li>
          <button class="quiet" type="button" onClick={() => setIsWhole(true)}>
            {text('importAllRemarks', String(remarks.length))}
          </button>
        </li>
      )}
    </ul>
  );
}

function placeWithin(name: string, place: string): string {
  if (name === '' || !place.startsWith(name)) return place;
  const rest = place.slice(name.length);
  return /^( › |$)/.test(rest) ? rest.replace(/^ › /, '') : place;
}
