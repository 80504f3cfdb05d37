/** A new profile, or a stored one. Secrets go in and never come back: a stored one is kept or replaced. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { parseOrigin, pathOfTyped } from '../../domain/site';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Field, Problem } from '../../ui/field';
import { CredentialFieldset } from './credential-fieldset';

interface ProfileFormProps {
  readonly schemes: readonly SchemeSummary[];
  readonly send: Send;
  readonly onDone: () => void;
  /** The site to begin with, for a new profile. */
  readonly site?: string;
  /** The profile to change. */
  readonly stored?: ProfileSummary;
}

export function ProfileForm({ schemes, send, onDone, site = '', stored }: ProfileFormProps) {
  const [storedSite] = stored?.sites ?? [];
  const [storedHeader] = stored?.headers ?? [];
  const [name, setName] = useState(stored?.name ?? '');
  const [url, setUrl] = useState<string>(storedSite?.origin ?? site);
  const [path, setPath] = useState(storedSite && storedSite.path !== '/' ? storedSite.path : '');
  const [schemeId, setSchemeId] = useState<string>(storedHeader?.schemeId ?? schemes[0]?.id ?? '');
  const [fields, setFields] = useState<CredentialFields>();
  // A stored one is picked, or not, in the list and in the popup.
  const [pick, setPick] = useState(!stored);
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const keeps = fields === undefined && storedHeader?.schemeId === schemeId;

  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [failure]);

  /** The path of a pasted address moves to where it can be seen. */
  function takePath() {
    if (path !== '' || !isSite(url)) return;
    const pasted = pathOfTyped(url);
    setPath(pasted);
    if (pasted !== '') setUrl(parseOrigin(url));
  }

  function save(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const saved = send({
      type: 'profile/save',
      profile: {
        ...(stored && { id: stored.id }),
        name,
        sites: [{ url, path }],
        headers: [
          {
            ...(storedHeader && { id: storedHeader.id }),
            schemeId,
            ...(!keeps && { fields: fields ?? {} }),
          },
        ],
      },
      pick,
    });
    // In the very tick of the submit, and not after an await: browsers ask only in a gesture.
    // Nobody waits for the answer: the profile is saved either way, and the list says what is
    // allowed.
    if (isSite(url)) requestSites([parseOrigin(url)]).catch(() => false);
    void finish(saved);
  }

  async function finish(saved: ReturnType<Send>) {
    const reply = await saved;
    setBusy(false);
    if (reply.ok) onDone();
    else setFailure(reply.failure);
  }

  const problemOf = (field: string) =>
    failure?.field === field ? failureText(failure) : undefined;

  return (
    <form class="stack narrow" ref={form} onSubmit={save}>
      <h1>{text(stored ? 'formEditTitle' : 'formNewTitle')}</h1>
      <Field
        label={text('formName')}
        value={name}
        onInput={setName}
        hint={text('formNameHint')}
        problem={problemOf('name')}
        focused
      />
      <Field
        label={text('formSite')}
        value={url}
        onInput={setUrl}
        onLeave={takePath}
        hint={text('formSiteHint')}
        problem={problemOf('site')}
      />
      <Field
        label={text('formPath')}
        value={path}
        onInput={setPath}
        hint={text('formPathHint')}
        problem={problemOf('path')}
      />
      <CredentialFieldset
        schemes={schemes}
        schemeId={schemeId}
        onScheme={(id) => {
          setSchemeId(id);
          setFields(undefined);
        }}
        fields={fields ?? {}}
        onFields={setFields}
        kept={keeps}
        problemOf={problemOf}
      />
      {!stored && (
        <label class="check">
          <input
            type="checkbox"
            checked={pick}
            onChange={({ currentTarget }) => setPick(currentTarget.checked)}
          />
          {text('formUse')}
        </label>
      )}
      {failure && failure.field === undefined && <Problem>{failureText(failure)}</Problem>}
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
  );
}

function isSite(typed: string): boolean {
  try {
    parseOrigin(typed);
    return true;
  } catch {
    return false;
  }
}
