/** Access beyond opened addresses and the sites' own scripts: callers, forms and iframes. */
import { keepsFromCache, leavesPicturesOut } from '../../platform/own-types';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import { Switch } from '../switch';
import type { EditorDraft } from './editor-draft';

interface AccessFieldsetProps {
  readonly draft: EditorDraft;
  readonly onChange: (change: Partial<EditorDraft>) => void;
  readonly callersProblem: string | undefined;
  /** True if an address is plain http, so that the opt-in is shown. */
  readonly offersHttp: boolean;
}

export function AccessFieldset(props: AccessFieldsetProps) {
  const { draft, onChange, callersProblem, offersHttp } = props;
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
      {offersHttp && (
        <Switch
          label="formAllowHttp"
          hint="formAllowHttpHint"
          checked={draft.allowHttp}
          onChange={(allowHttp) => onChange({ allowHttp })}
        />
      )}
    </fieldset>
  );
}
