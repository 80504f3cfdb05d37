/** Whether somebody is signed in for a header, and the way in or out. */
import { useState } from 'preact/hooks';
import type { HeaderSummary } from '../../domain/app-state';
import type { SignOutResult } from '../../domain/sign-in';
import { type TextKey, text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';

interface SignInLineProps {
  readonly header: HeaderSummary;
  readonly ask: Ask;
}

const OUT: Readonly<Record<SignOutResult['kind'], TextKey>> = {
  told: 'signOutTold',
  'not-offered': 'signOutNotOffered',
  'not-told': 'signOutNotTold',
  failed: 'signOutFailed',
};

export function SignInLine({ header: { id, signedIn }, ask }: SignInLineProps) {
  const [result, setResult] = useState<SignOutResult>();
  const [busy, setBusy] = useState(false);
  if (signedIn === undefined) return null;

  async function signOut() {
    setBusy(true);
    setResult(
      (await ask({ type: 'sign-out', headerId: id })) ?? {
        kind: 'failed',
        failure: { code: 'unexpected' },
      },
    );
    setBusy(false);
  }

  return (
    <div class="row">
      <span role="status">
        {result ? outcome(result) : text(signedIn ? 'signedIn' : 'signedOut')}
      </span>
      {signedIn ? (
        <button
          class="push"
          type="button"
          aria-disabled={busy}
          onClick={() => busy || void signOut()}
        >
          {text('signOut')}
        </button>
      ) : (
        <a class="push button" href={`#/sign-in/${id}`}>
          {text('signInBegin')}
        </a>
      )}
    </div>
  );
}

function outcome(result: SignOutResult): string {
  const meaning = text(OUT[result.kind]);
  return 'failure' in result ? `${meaning} ${failureText(result.failure)}` : meaning;
}
