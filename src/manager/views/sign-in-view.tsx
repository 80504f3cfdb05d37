/** Somebody signs in at a provider, for one header of a profile. This page has to stay open meanwhile. */
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary, SignInKind } from '../../domain/credential';
import { type TextKey, text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { DeviceCode } from './device-code';
import { useSignIn } from './use-sign-in';

interface SignInViewProps {
  readonly profile: ProfileSummary;
  readonly header: HeaderSummary;
  readonly schemes: readonly SchemeSummary[];
  readonly ask: Ask;
}

const ABOUT: Readonly<Record<SignInKind, TextKey>> = {
  redirect: 'signInRedirectAbout',
  device: 'signInDeviceAbout',
};

export function SignInView({ profile, header, schemes, ask }: SignInViewProps) {
  const { step, busy, begin } = useSignIn(header, ask);
  const kind = schemes.find(({ id }) => id === header.schemeId)?.signIn;
  return (
    <section class="stack narrow">
      <Heading>{text('signInTitle', profile.name)}</Heading>
      {!step && kind && <p>{text(ABOUT[kind])}</p>}
      <div class="stack" role="status">
        {step?.kind === 'redirect' && <p>{text('signInOpened', new URL(step.url).host)}</p>}
        {step?.kind === 'done' && <p>{text(step.isRenewed ? 'signInDone' : 'signInDoneOnce')}</p>}
      </div>
      {step?.kind === 'device' && <DeviceCode step={step} />}
      {step?.kind === 'failed' && <Problem>{failureText(step.failure)}</Problem>}
      <div class="row">
        {(!step || step.kind === 'failed') && (
          <button
            class="primary"
            type="button"
            aria-disabled={busy}
            onClick={() => busy || begin()}
          >
            {text(step ? 'signInAgain' : 'signInBegin')}
          </button>
        )}
        <a class="button" href="#/">
          {text('signInBack')}
        </a>
      </div>
    </section>
  );
}
