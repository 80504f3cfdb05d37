/** One profile of a shared file: hosts before names, what an import turns off, and its fields. */
import { useId } from 'preact/hooks';
import type { SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import type { SharedProfile } from '../../domain/share';
import type { WiderPart } from '../../domain/wider-parts';
import { type TextKey, text } from '../../platform/texts';
import { failureText, problemText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/problem';
import { SharedHeaderFields } from './shared-header-fields';
import { failureAt, otherFailure, type TypedProfile } from './typed-share';

interface SharedProfileCardProps {
  readonly profile: SharedProfile;
  /** Its position in the file. */
  readonly at: number;
  readonly schemes: readonly SchemeSummary[];
  readonly typed: TypedProfile;
  readonly failure: Failure | undefined;
  readonly onChange: (typed: TypedProfile) => void;
}

const TURNED_OFF: Readonly<Record<Exclude<WiderPart, 'callers'>, TextKey>> = {
  ownForms: 'sharedOwnForms',
  ownPictures: 'sharedOwnPictures',
  allowCache: 'sharedAllowCache',
  allowHttp: 'sharedAllowHttp',
};

export function SharedProfileCard(props: SharedProfileCardProps) {
  const { profile, at, schemes, typed, failure, onChange } = props;
  const id = useId();
  const { isWanted } = typed;
  const isReady = profile.problem === undefined;
  const other = otherFailure(failure, at, profile);
  return (
    <section class="card shared-profile" aria-labelledby={`${id}-sites`}>
      <div class="row">
        <h2 id={`${id}-sites`}>{placesOf(profile).join(', ')}</h2>
        {profile.isThere && <span class="chip">{text('sharedThere')}</span>}
        {profile.problem && <span class="chip attention">{text('sharedNotReady')}</span>}
      </div>
      {profile.problem ? (
        <>
          <p>{profile.name}</p>
          <Problem>{problemText(profile.problem)}</Problem>
        </>
      ) : (
        <label class="check">
          <input
            type="checkbox"
            autocomplete="off"
            checked={isWanted}
            data-at-fault={other !== undefined}
            onChange={({ currentTarget }) =>
              onChange({ ...typed, isWanted: currentTarget.checked })
            }
          />
          {text('sharedWanted', profile.name)}
        </label>
      )}
      {isWanted && profile.isThere && <p class="hint">{text('sharedThereHint')}</p>}
      {isWanted && (
        <Field
          label={text('formName')}
          value={typed.name}
          onInput={(name) => onChange({ ...typed, name })}
          problem={problemOf(failureAt(failure, `profiles.${at}.name`))}
        />
      )}
      {profile.note !== '' && <p class="hint">{profile.note}</p>}
      {isReady &&
        profile.headers.map((header, index) => (
          <SharedHeaderFields
            // The headers of a file have no ids, and no order but this.
            key={index}
            header={header}
            scheme={schemes.find((each) => each.id === header.schemeId)}
            typed={typed.headers[index] ?? { fields: {}, accepted: [] }}
            isWanted={isWanted}
            failureAt={(field) => failureAt(failure, `profiles.${at}.headers.${index}.${field}`)}
            onChange={(changed) =>
              onChange({ ...typed, headers: typed.headers.with(index, changed) })
            }
          />
        ))}
      {isReady &&
        tellingsOf(profile).map((telling) => (
          <p class="hint" key={telling}>
            {telling}
          </p>
        ))}
      {other && <Problem>{failureText(other)}</Problem>}
    </section>
  );
}

function problemOf(failure: Failure | undefined): string | undefined {
  return failure && failureText(failure);
}

/** The protocol only if others can read the requests. */
function placesOf({ sites }: SharedProfile): readonly string[] {
  return sites.map(({ url, path }) => {
    const address = url.startsWith('https://') ? url.slice('https://'.length) : url;
    return path === '/' ? address : address + path;
  });
}

function tellingsOf(profile: SharedProfile): readonly string[] {
  const { turnedOff, callers, strict, isExtra, production } = profile;
  return [
    ...(isExtra ? [`${text('formExtra')}. ${text('formExtraHint')}`] : []),
    ...(production ? [`${text('formProduction')}. ${text('formProductionHint')}`] : []),
    ...(production && production.readPaths.length > 0
      ? [text('sharedReadPaths', production.readPaths.join(', '))]
      : []),
    ...(strict ? [text('sharedStrict')] : []),
    ...turnedOff.map((part) =>
      part === 'callers' ? text('sharedCallers', callers.join(', ')) : text(TURNED_OFF[part]),
    ),
  ];
}
