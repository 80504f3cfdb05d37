/** The sign-in state of a header, and the button to sign in or out. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { HeaderSummary } from '../../domain/app-state';
import type { ErrorCode, Failure } from '../../domain/errors';
import type { SignOutResult } from '../../domain/sign-in';
import { type TextKey, text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { ServerWords } from '../../ui/server-words';

interface SignInLineProps {
  readonly header: HeaderSummary;
  /** The header's name if the profile has several sign-ins; else empty. */
  readonly name: string;
  /** The id of the profile's name: every line has buttons with the same text. */
  readonly describedBy: string;
  readonly ask: Ask;
}

const OUT: Readonly<Record<Exclude<SignOutResult['kind'], 'failed'>, TextKey>> = {
  told: 'signOutTold',
  'not-offered': 'signOutNotOffered',
  // Without a reason, since the user cannot change it.
  'not-told': 'signOutNotTold',
};
/** Why a sign-in has ended, or could not be renewed without the user. */
const ENDS: readonly ErrorCode[] = [
  'sign-in-ended',
  'sign-in-needed',
  'sign-in-other-user',
  'sign-in-unanswered',
];
const UNREACHABLE: SignOutResult = { kind: 'failed', failure: { code: 'unexpected' } };

export function SignInLine({ header, name, describedBy, ask }: SignInLineProps) {
  const { id, signedIn } = header;
  const [result, setResult] = useState<SignOutResult>();
  const [busy, setBusy] = useState(false);
  const hint = useId();
  const wayIn = useRef<HTMLAnchorElement>(null);
  const isOut = result !== undefined && !signedIn;
  // The link replaces the focused button.
  useEffect(() => {
    if (isOut) wayIn.current?.focus();
  }, [isOut]);
  if (signedIn === undefined) return null;

  async function signOut() {
    setBusy(true);
    setResult(undefined);
    setResult((await ask({ type: 'sign-out', headerId: id })) ?? UNREACHABLE);
    setBusy(false);
  }

  const said = busy ? { sentence: text('signOutBusy') } : saying(header, result);
  return (
    <>
      <div class="row line">
        <p class={said.tone} role="status">
          {name === '' ? said.sentence : `${name}: ${said.sentence}`}
        </p>
        {signedIn || busy ? (
          <button
            type="button"
            aria-describedby={signedIn ? `${describedBy} ${hint}` : describedBy}
            aria-disabled={busy}
            onClick={() => busy || void signOut()}
          >
            {text('signOut')}
          </button>
        ) : (
          <a class="button" href={`#/sign-in/${id}`} aria-describedby={describedBy} ref={wayIn}>
            {text('signInBegin')}
          </a>
        )}
        <ServerWords failure={said.failure} />
      </div>
      {signedIn && (
        <p class="hint" id={hint}>
          {text('signOutMeaning')}
        </p>
      )}
    </>
  );
}

interface Saying {
  readonly sentence: string;
  readonly tone?: 'positive' | 'problem';
  /** Its sentence is in the line already. */
  readonly failure?: Failure;
}

function saying({ signedIn, status }: HeaderSummary, result: SignOutResult | undefined): Saying {
  if (result?.kind === 'failed') {
    const meaning = text(signedIn ? 'signOutFailed' : 'signedOut');
    return { sentence: `${meaning} ${failureText(result.failure)}`, tone: 'problem' };
  }
  // A new sign-in in another window makes the result out of date.
  if (result && !signedIn) return { sentence: text(OUT[result.kind]) };
  if (signedIn) return { sentence: text('signedIn'), tone: 'positive' };
  if (status.state !== 'failed' || !ENDS.includes(status.failure.code)) {
    return { sentence: text('signedOut') };
  }
  const { failure } = status;
  return { sentence: failureText(failure), tone: 'problem', failure };
}
