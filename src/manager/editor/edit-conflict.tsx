/** What has become of the profile in another window while it was edited here, and what to do about it. */
import { useEffect, useRef } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeId } from '../../domain/credential';
import { text } from '../../platform/texts';
import { schemeName } from '../../ui/scheme-text';
import { compareProfiles, type Difference, type Side } from './compare-profiles';
import type { EditorDraft, HeaderInput } from './editor-draft';

interface EditConflictProps {
  /** As the other window has left it; undefined: removed. */
  readonly there: ProfileSummary | undefined;
  readonly here: EditorDraft;
  /** The headers whose credential has to be typed again. */
  readonly lost: readonly HeaderInput[];
  /** Whether a save has just been refused for it. */
  readonly urgent: boolean;
  readonly onSaveMine: () => void;
  readonly onTakeTheirs: () => void;
}

export function EditConflict({ there, here, lost, urgent, ...acts }: EditConflictProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (urgent) heading.current?.focus();
  }, [urgent]);
  // Casts: a form knows no scheme but those that it was told of.
  const names = lost.map(({ schemeId }) => schemeName(schemeId as SchemeId));

  return (
    <section class="conflict card" aria-labelledby="conflict-title">
      <h2 id="conflict-title" tabIndex={-1} ref={heading}>
        {text(there ? 'conflictChanged' : 'conflictRemoved')}
      </h2>
      <p>{text(there ? 'conflictChangedMeaning' : 'conflictRemovedMeaning')}</p>
      {there && <Differences differences={compareProfiles(there, here)} />}
      {lost.length > 0 && <p class="notice">{text('conflictTypeAgain', names.join(', '))}</p>}
      <div class="row">
        <button type="button" onClick={acts.onSaveMine}>
          {text(there ? 'conflictSaveMine' : 'conflictSaveAnew')}
        </button>
        <button type="button" onClick={acts.onTakeTheirs}>
          {text(there ? 'conflictTakeTheirs' : 'conflictDrop')}
        </button>
      </div>
    </section>
  );
}

function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th scope="col">{text('conflictThere')}</th>
          <th scope="col">{text('conflictHere')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((each, index) => (
          <tr key={index}>
            <th scope="row">
              {each.schemeId && <span class="hint">{schemeName(each.schemeId)}: </span>}
              {text(each.label)}
            </th>
            <SideCell side={each.there} />
            <SideCell side={each.here} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SideCell({ side }: { readonly side: Side }) {
  if ('said' in side) return <td class="hint">{text(side.said)}</td>;
  const values = side.values.filter((value) => value !== '');
  if (values.length === 0) return <td class="hint">{text('compareNothing')}</td>;
  return (
    <td>
      {values.map((value) => (
        <div key={value}>{value}</div>
      ))}
    </td>
  );
}
