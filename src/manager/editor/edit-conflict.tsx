/** Shown when another window has changed or removed the profile: both sides, and the choice. */
import { useEffect, useRef } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeId } from '../../domain/credential';
import { text } from '../../platform/texts';
import { schemeName } from '../../ui/scheme-text';
import { compareProfiles, type Difference, type Side } from './compare-profiles';
import type { EditorDraft, HeaderInput } from './editor-draft';

interface EditConflictProps {
  /** The profile that the other window has saved; undefined if it was removed. */
  readonly there: ProfileSummary | undefined;
  readonly here: EditorDraft;
  /** The headers whose credential the user has to type again. */
  readonly lost: readonly HeaderInput[];
  /** True if the conflict has made a save fail. */
  readonly urgent: boolean;
  readonly onSaveMine: () => void;
  readonly onTakeTheirs: () => void;
}

export function EditConflict({ there, here, lost, urgent, ...acts }: EditConflictProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (urgent) heading.current?.focus();
  }, [urgent]);
  // Casts: the background has given the form all its scheme ids.
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
