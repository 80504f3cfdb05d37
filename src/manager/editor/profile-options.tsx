/** Everything about a profile that a new one does not need, folded up until some of it is used. */
import type { ComponentChildren } from 'preact';
import type { SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Switch } from '../switch';
import { AccessFieldset } from './access-fieldset';
import { ColourChoice } from './colour-choice';
import { type Change, type EditorDraft, newHeader } from './editor-draft';
import type { Headers } from './headers-fieldset';
import { MoreFields } from './more-fields';
import { isNarrowed, NarrowFields } from './narrow-fields';
import { ProductionFields } from './production-fields';
import { RotationFieldset } from './rotation-fieldset';
import { SitesFieldset } from './sites-fieldset';

interface ProfileOptionsProps {
  readonly schemes: readonly SchemeSummary[];
  readonly draft: EditorDraft;
  /** True if saving creates a profile. */
  readonly isNew: boolean;
  readonly onChange: (change: Change<EditorDraft>) => void;
  readonly onHeaders: (change: (before: Headers) => Headers) => void;
  /** The problem that made a save fail, by the whole field name. */
  readonly failureAt: (field: string | RegExp) => Failure | undefined;
  /** The opt-in to plain http, if that field was refused for it. */
  readonly optInAt: (field: string | RegExp) => ComponentChildren;
  /** True to show that plain http is allowed. */
  readonly showsHttp: boolean;
}

/** The fields in here, as the background names them. */
const FIELDS =
  /^(note|rotateEveryDays|callers\.|sites\.\d+\.path|sites\.[1-9]|headers\.0\.paths\.|readPaths)/;

export function ProfileOptions(props: ProfileOptionsProps) {
  const { schemes, draft, isNew, onChange, onHeaders, failureAt, optInAt, showsHttp } = props;
  const [header, ...others] = draft.headers;
  const problemOf = (field: string | RegExp) => {
    const failure = failureAt(field);
    return failure && failureText(failure);
  };
  return (
    <MoreFields
      title="formOptions"
      hint="formOptionsHint"
      needed={hasOptions(draft, isNew) || showsHttp || failureAt(FIELDS) !== undefined}
    >
      <ColourChoice colour={draft.colour} onChange={(colour) => onChange({ colour })} />
      <Field
        label={text('formNote')}
        value={draft.note}
        onInput={(note) => onChange({ note })}
        problem={problemOf('note')}
      />
      <SitesFieldset
        sites={draft.sites}
        onChange={(change) => onChange((now) => ({ sites: change(now.sites) }))}
        problemOf={(index, field) => problemOf(`sites.${index}.${field}`)}
        optInAt={(index) => optInAt(`sites.${index}.site`)}
      />
      {header && others.length === 0 && (
        <fieldset class="stack">
          <legend>{text('formNarrow')}</legend>
          <NarrowFields
            header={header}
            onChange={(part) => onHeaders((before) => before.map((one) => ({ ...one, ...part })))}
            pathsProblem={problemOf(/^headers\.0\.paths\./)}
          />
        </fieldset>
      )}
      <button
        class="quiet"
        type="button"
        onClick={() =>
          onHeaders((before) => [...before, { ...newHeader(schemes[0]), isAdded: true }])
        }
      >
        {text('formAddHeader')}
      </button>
      <AccessFieldset
        draft={draft}
        onChange={onChange}
        callersProblem={problemOf(/^callers\./)}
        callersOptIn={optInAt(/^callers\./)}
        showsHttp={showsHttp}
      />
      <RotationFieldset
        days={draft.rotateEveryDays}
        onChange={(rotateEveryDays) => onChange({ rotateEveryDays })}
        problem={problemOf('rotateEveryDays')}
      />
      <Switch
        label="formExtra"
        hint="formExtraHint"
        checked={draft.isExtra === true}
        onChange={(isExtra) => onChange({ isExtra: isExtra ? true : undefined })}
      />
      <ProductionFields
        production={draft.production}
        onChange={(production) => onChange({ production })}
        problem={problemOf(/^readPaths/)}
      />
      {isNew && (
        <label class="check">
          <input
            type="checkbox"
            autocomplete="off"
            checked={draft.pick}
            onChange={({ currentTarget }) => onChange({ pick: currentTarget.checked })}
          />
          {text('formUse')}
        </label>
      )}
    </MoreFields>
  );
}

/** Whether something differs from a new form. Not the colour: each profile has one. */
function hasOptions(draft: EditorDraft, isNew: boolean): boolean {
  const { note, sites, headers, callers, rotateEveryDays, pick } = draft;
  const [header, ...others] = headers;
  return (
    [note, callers, rotateEveryDays, ...sites.map(({ path }) => path)].some(
      (each) => each !== '',
    ) ||
    sites.length > 1 ||
    (header !== undefined && others.length === 0 && isNarrowed(header)) ||
    draft.strict ||
    draft.ownForms ||
    draft.ownPictures ||
    draft.allowCache ||
    draft.isExtra === true ||
    draft.production !== undefined ||
    (isNew && !pick)
  );
}
