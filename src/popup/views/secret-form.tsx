/** Types one secret to replace the stored one of a header. */
import { useRef, useState } from 'preact/hooks';
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { CredentialField, Finding } from '../../domain/credential';
import type { Doubt } from '../../domain/doubts';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { problemText } from '../../ui/failure-text';
import { Field } from '../../ui/field';
import { Problem } from '../../ui/problem';
import { fieldLabel } from '../../ui/scheme-text';
import { useSubmit } from '../../ui/use-submit';
import { useTypedSecret } from '../use-typed-secret';
import { replaceFailure } from './replace-failure';
import { SecretRemedies } from './secret-remedies';

interface SecretFormProps {
  readonly profile: ProfileSummary;
  readonly header: HeaderSummary;
  readonly field: CredentialField;
  readonly send: Send;
  readonly ask: Ask;
  readonly onEdit: () => void;
  readonly onSaved: () => void;
  readonly onCancel: () => void;
}

export function SecretForm(props: SecretFormProps) {
  const { profile, header, field, send, ask, onEdit, onSaved, onCancel } = props;
  const [value, setValue] = useState('');
  const [accepted, setAccepted] = useState<readonly Doubt[]>([]);
  /** The value that was sent: a problem of it says nothing about a later one. */
  const [sent, setSent] = useState<string>();
  // The edit begins with this one: a later one refuses the save.
  const { current: revision } = useRef(profile.revision);
  const typed = { profileId: profile.id, revision, headerId: header.id, value };
  const keeper = useTypedSecret(send, ask, typed);
  const { form, busy, failure, onSubmit } = useSubmit(async () => {
    setSent(value);
    keeper.rest();
    const reply = await send({ type: 'credential/replace', ...typed, accepted });
    if (!reply.ok) keeper.resume();
    return reply;
  }, onSaved);

  const latest = sent === value ? failure : undefined;
  const problems = [...keeper.findings, ...findingsIn(latest)];
  const finding = problems.find(
    ({ field: of, problem, severity }) =>
      // The field is empty until the user types: only a save reports that.
      (problem !== 'required' || of !== field.name || latest) &&
      !(severity === 'doubtful' && accepted.some((each) => each === problem)),
  );
  const focusField = () => form.current?.querySelector<HTMLElement>('input, textarea')?.focus();

  return (
    <form class="stack" ref={form} onSubmit={onSubmit}>
      <Field
        label={fieldLabel(header.schemeId, field)}
        // Cast: a secret is no choice.
        kind={field.kind as 'secret' | 'secret-lines'}
        value={value}
        onInput={(next) => {
          setValue(next);
          setAccepted([]);
        }}
        problem={
          finding &&
          (finding.field === field.name ? problemText(finding.problem) : text('replaceElsewhere'))
        }
        focused
      />
      {finding && (
        <SecretRemedies
          finding={finding}
          field={field.name}
          value={value}
          headerName={header.headerNames[0]}
          onFixed={(fixed) => {
            setValue(fixed);
            focusField();
          }}
          onAccept={(doubt) => {
            setAccepted([...accepted, doubt]);
            focusField();
          }}
          onEdit={onEdit}
        />
      )}
      {latest && !finding && findingsIn(latest).length === 0 && (
        <Problem>{replaceFailure(latest)}</Problem>
      )}
      <div class="row">
        <button class="primary" type="submit" aria-disabled={busy}>
          {text('formSave')}
        </button>
        <button
          type="button"
          onClick={() => {
            keeper.discard();
            onCancel();
          }}
        >
          {text('cancel')}
        </button>
      </div>
    </form>
  );
}

/** A save may come before the answer about its value. */
function findingsIn(failure: Failure | undefined): readonly Finding[] {
  if (!failure?.field || !failure.problem) return [];
  const { field, problem, code } = failure;
  return [{ field, problem, severity: code === 'credential-doubtful' ? 'doubtful' : 'refused' }];
}
