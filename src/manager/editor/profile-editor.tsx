/** A new profile, or a stored one. Secrets go in and never come back: a stored one is kept or replaced. */
import { useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import { COLOURS, type Colour } from '../../domain/profile';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/problem';
import { useSubmit } from '../../ui/use-submit';
import { AccessFieldset } from './access-fieldset';
import {
  draftOf,
  type EditorDraft,
  type HeaderInput,
  newDraft,
  newHeader,
  originsOf,
  toPreviewDraft,
  toProfileDraft,
} from './editor-draft';
import { HeaderFieldset } from './header-fieldset';
import { PresetPicker } from './preset-picker';
import { Preview } from './preview';
import { SitesFieldset } from './sites-fieldset';

interface ProfileEditorProps {
  readonly schemes: readonly SchemeSummary[];
  readonly send: Send;
  readonly ask: Ask;
  readonly onDone: () => void;
  /** The site to begin with, for a new profile. */
  readonly site?: string | undefined;
  /** The profile to change. */
  readonly stored?: ProfileSummary;
}

export function ProfileEditor({ schemes, send, ask, onDone, site, ...props }: ProfileEditorProps) {
  // As the edit began: with the revision of what another window has saved since, it would pass for
  // an edit of that.
  const [stored] = useState(props.stored);
  const [draft, setDraft] = useState(() => (stored ? draftOf(stored) : newDraft(schemes[0], site)));
  // A stored one is picked, or not, in the list and in the popup.
  const [pick, setPick] = useState(!stored);
  const change = (part: Partial<EditorDraft>) => setDraft((before) => ({ ...before, ...part }));
  const changeHeader = (key: number, part: Partial<HeaderInput>) =>
    setDraft((before) => ({
      ...before,
      headers: before.headers.map((each) => (each.key === key ? { ...each, ...part } : each)),
    }));

  const { form, onSubmit, busy, failure, unplaced } = useSubmit(() => {
    const saved = send({ type: 'profile/save', profile: toProfileDraft(draft, stored), pick });
    // In the very tick of the submit, and not after an await: browsers ask only in a gesture.
    // Nobody waits for the answer: the profile is saved either way, and the list says what is
    // allowed.
    const origins = originsOf(draft);
    if (origins.length > 0) void requestSites(origins);
    return saved;
  }, onDone);

  const problemOf = (field: string | RegExp) => {
    const at = failure?.field ?? '';
    const fits = typeof field === 'string' ? at === field : field.test(at);
    return failure && fits ? failureText(failure) : undefined;
  };
  const usesHttp = [draft.callers, ...draft.sites.map(({ url }) => url)].some((typed) =>
    /\bhttp:/i.test(typed),
  );

  return (
    <div class="editor">
      <form class="stack narrow" ref={form} onSubmit={onSubmit}>
        <h1>{text(stored ? 'formEditTitle' : 'formNewTitle')}</h1>
        {!stored && <PresetPicker schemes={schemes} onChoose={change} />}
        <Field
          label={text('formName')}
          value={draft.name}
          onInput={(name) => change({ name })}
          hint={text('formNameHint')}
          problem={problemOf('name')}
          focused
        />
        <ColourChoice colour={draft.colour} onChange={(colour) => change({ colour })} />
        <Field
          label={text('formNote')}
          value={draft.note}
          onInput={(note) => change({ note })}
          problem={problemOf('note')}
        />
        <SitesFieldset
          sites={draft.sites}
          onChange={(sites) => change({ sites })}
          problemOf={(index, field) => problemOf(`sites.${index}.${field}`)}
        />
        <fieldset class="stack">
          <legend>{text('formWhat')}</legend>
          {draft.headers.map((header, index) => (
            <HeaderFieldset
              key={header.key}
              schemes={schemes}
              header={header}
              onChange={(part) => changeHeader(header.key, part)}
              onRemove={
                draft.headers.length > 1
                  ? () => change({ headers: draft.headers.filter((each) => each !== header) })
                  : undefined
              }
              ask={ask}
              problemOf={(field) => problemOf(within(`headers.${index}.`, field))}
            />
          ))}
          <button
            class="quiet"
            type="button"
            onClick={() => change({ headers: [...draft.headers, newHeader(schemes[0])] })}
          >
            {text('formAddHeader')}
          </button>
        </fieldset>
        <AccessFieldset
          draft={draft}
          onChange={change}
          callersProblem={problemOf(/^callers\./)}
          offersHttp={usesHttp || draft.allowHttp}
        />
        {!stored && (
          <label class="check">
            <input
              type="checkbox"
              autocomplete="off"
              checked={pick}
              onChange={({ currentTarget }) => setPick(currentTarget.checked)}
            />
            {text('formUse')}
          </label>
        )}
        {failure && unplaced && <Problem>{failureText(failure)}</Problem>}
        <p class="hint">{text('formSaveHint')}</p>
        <div class="row">
          <button class="primary" type="submit" aria-disabled={busy}>
            {text(busy ? 'formSaving' : 'formSave')}
          </button>
          <button type="button" onClick={onDone}>
            {text('cancel')}
          </button>
        </div>
      </form>
      <Preview draft={toPreviewDraft(draft)} ask={ask} />
    </div>
  );
}

/** A field of a header as the background names it: `headers.1.paths.0.path`. */
function within(place: string, field: string | RegExp): string | RegExp {
  if (typeof field === 'string') return place + field;
  return new RegExp(`^${place.replaceAll('.', '\\.')}${field.source.replace(/^\^/, '')}`);
}

interface ColourChoiceProps {
  readonly colour: Colour;
  readonly onChange: (colour: Colour) => void;
}

function ColourChoice({ colour, onChange }: ColourChoiceProps) {
  return (
    <fieldset>
      <legend>{text('formColour')}</legend>
      <div class="row">
        {COLOURS.map((each) => (
          <label class="check" key={each}>
            <input
              type="radio"
              name="colour"
              autocomplete="off"
              checked={each === colour}
              onChange={() => onChange(each)}
            />
            <span class={`dot ${each}`} aria-hidden="true" />
            {text(`colour_${each}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
