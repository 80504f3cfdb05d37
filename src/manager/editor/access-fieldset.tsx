/** Access beyond opened addresses and the sites' own scripts: callers, forms and iframes. */
import type { ComponentChildren } from 'preact';
import { keepsFromCache, leavesPicturesOut } from '../../platform/own-types';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import { Switch } from '../switch';
import type { EditorDraft } from './editor-draft';
import { HttpOptIn } from './http-opt-in';

interface AccessFieldsetProps {
  readonly draft: EditorDraft;
  readonly onChange: (change: Partial<EditorDraft>) => void;
  /** The problem of a caller that made a save fail. */
  readonly callersProblem: string | undefined;
  /** The opt-in to plain http, if a caller was refused for it. */
  readonly callersOptIn: ComponentChildren;
  /** True to show that plain http is allowed. */
  readonly showsHttp: boolean;
}

export function AccessFieldset(props: AccessFieldsetProps) {
  const { draft, onChange, callersProblem, callersOptIn, showsHttp } = props;
  return (
    <fieldset class="stack">
      <legend>{text('formWho')}</legend>
      <p class="hint">{text('formWhoHint')}</p>
      <Field
        label={text('formCallers')}
        value={draft.callers}
        onInput={(callers) => onChange({ callers })}
        hint={text('formCallersHint')}
        problem={callersProblem}
      />
      {callersOptIn}
      <Switch
        label="formStrict"
        hint="formStrictHint"
        checked={draft.strict}
        onChange={(strict) => onChange({ strict })}
      />
      <Switch
        label="formOwnForms"
        hint="formOwnFormsHint"
        checked={draft.ownForms}
        onChange={(ownForms) => onChange({ ownForms })}
      />
      {leavesPicturesOut() && (
        <Switch
          label="formOwnPictures"
          hint="formOwnPicturesHint"
          checked={draft.ownPictures && !draft.strict}
          disabled={draft.strict}
          onChange={(ownPictures) => onChange({ ownPictures })}
        />
      )}
      {keepsFromCache() && (
        <Switch
          label="formAllowCache"
          hint="formAllowCacheHint"
          checked={draft.allowCache}
          onChange={(allowCache) => onChange({ allowCache })}
        />
      )}
      {showsHttp && <HttpOptIn allowHttp={draft.allowHttp} onChange={onChange} />}
    </fieldset>
  );
}
