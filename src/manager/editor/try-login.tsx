/**
 * Logs in once at a click, shows the shape of the answer, and fills in the place of the member that the
 * user chooses. No value of the answer comes to this page.
 */
import { useState } from 'preact/hooks';
import type { CredentialFields, SchemeSummary } from '../../domain/credential';
import type { Failure } from '../../domain/errors';
import { askedFields } from '../../domain/fitting-fields';
import { isPlainHttp } from '../../domain/site';
import type { TriedLogin } from '../../domain/tried-login';
import { text } from '../../platform/texts';
import type { Ask, RequestOf } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { fieldLabel } from '../../ui/scheme-text';
import { ServerWords } from '../../ui/server-words';
import { LoginMembers } from './login-members';
import { triedText } from './tried-text';
import { useDiscovery } from './use-discovery';

export type Login = RequestOf<'login/try'>['login'];

interface TryLoginProps {
  readonly scheme: SchemeSummary;
  /** The values of the form, for the background. */
  readonly fields: CredentialFields;
  /** Undefined: the form has a secret that only the background knows, beside changed fields. */
  readonly login: Login | undefined;
  readonly onFill: (fields: CredentialFields) => void;
  readonly ask: Ask;
}

interface Shown {
  /** The result belongs to it: another address hides the result. */
  readonly address: string;
  readonly tried: TriedLogin;
}

export function TryLogin({ scheme, fields, login, onFill, ask }: TryLoginProps) {
  const { busy, failure, discover } = useDiscovery();
  const [shown, setShown] = useState<Shown>();
  const [filled, setFilled] = useState('');
  const address = addressIn(scheme, fields);
  if (address === undefined) return null;
  const { host } = new URL(address);
  const tried = shown?.address === address ? shown.tried : undefined;

  async function tryIt(url: string, asked: Login) {
    setShown(undefined);
    setFilled('');
    const found = await discover(url, () => ask({ type: 'login/try', login: asked }));
    if (found) setShown({ address: url, tried: found });
  }

  function fill(values: CredentialFields) {
    onFill(values);
    setFilled(filledText(scheme, values, { ...fields, ...values }));
  }

  return (
    <section class="field try-login" aria-label={text('tryLoginTitle')}>
      {login ? (
        <>
          <div class="row">
            <button type="button" aria-disabled={busy} onClick={() => tryIt(address, login)}>
              {text(busy ? 'tryLoginBusy' : 'tryLogin', host)}
            </button>
          </div>
          <p class="hint">{text('headerId' in login ? 'tryLoginSaved' : 'tryLoginTyped')}</p>
        </>
      ) : (
        <p class="hint">{text('tryLoginHidden', host)}</p>
      )}
      <div role="status">
        {tried && <p>{triedText(tried, host)}</p>}
        {filled !== '' && <p class="hint">{filled}</p>}
      </div>
      {tried && 'serverSays' in tried && <ServerWords failure={wordsOf(tried)} />}
      {tried?.kind === 'redirected' && tried.fields && (
        <div class="row">
          <button type="button" onClick={() => fill(tried.fields ?? {})}>
            {text('tryLoginUseAddress', Object.values(tried.fields).join())}
          </button>
        </div>
      )}
      {tried?.kind === 'answered' && (
        <LoginMembers members={tried.members} isCut={tried.isCut} fields={fields} onUse={fill} />
      )}
      {failure && <Problem>{problemOf(scheme, failure)}</Problem>}
    </section>
  );
}

/** @returns undefined as long as the form has no address that a login may go to. */
function addressIn(scheme: SchemeSummary, fields: CredentialFields): string | undefined {
  const field = scheme.fields.find(({ kind, isOptional }) => kind === 'endpoint' && !isOptional);
  const url = URL.parse(fields[field?.name ?? '']?.trim() ?? '');
  return url && /^https?:$/.test(url.protocol) && !isPlainHttp(url) ? url.href : undefined;
}

/** Says what was filled in, except in selects, which show their value themselves. */
function filledText(
  scheme: SchemeSummary,
  values: CredentialFields,
  after: CredentialFields,
): string {
  const filled = scheme.fields.filter(
    ({ name, kind }) => kind !== 'choice' && Object.hasOwn(values, name),
  );
  const asked = askedFields(scheme.fields, after, []);
  const isAsked = filled.every(({ name }) => asked.some((field) => field.name === name));
  const said = filled.map(({ name }) => values[name]).join(', ');
  return [text('tryLoginFilled', said), isAsked ? '' : text('tryLoginNotAsked')]
    .filter(Boolean)
    .join(' ');
}

function wordsOf({ serverSays }: Extract<TriedLogin, { serverSays?: string }>): Failure {
  return { code: 'login-refused', ...(serverSays !== undefined && { serverSays }) };
}

function problemOf(scheme: SchemeSummary, failure: Failure): string {
  if (failure.code === 'token-unavailable') return text('tryLoginUnanswered');
  const field = scheme.fields.find(({ name }) => name === failure.field);
  const said = failureText(failure);
  return field ? `${fieldLabel(scheme.id, { ...field, isOptional: false })}: ${said}` : said;
}
