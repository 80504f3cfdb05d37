/** Signs in at a provider for one header. This page has to stay open until the sign-in is done. */
import { useEffect, useRef } from 'preact/hooks';
import type { HeaderSummary, ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary, SignInKind } from '../../domain/credential';
import type { Lasts, SignInStep } from '../../domain/sign-in';
import { type TextKey, text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import { ServerWords } from '../../ui/server-words';
import { DeviceCode } from './device-code';
import { refreshHint } from './refresh-hint';
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
  const isDone = step?.kind === 'done';
  const actions = useRef<HTMLDivElement>(null);
  // The last step may have removed the focused element.
  useEffect(() => {
    if (!step || document.activeElement !== document.body) return;
    actions.current?.querySelector<HTMLElement>('.primary')?.focus();
  }, [step]);
  return (
    <section class="stack narrow sign-in">
      <Heading>{text('signInTitle', profile.name)}</Heading>
      <div role="status">
        {!step && kind && <p>{text(ABOUT[kind])}</p>}
        {busy && step?.kind !== 'redirect' && <span class="unseen">{text('signInBusy')}</span>}
        {step?.kind === 'redirect' && <p>{text('signInOpened', new URL(step.url).host)}</p>}
        {isDone && (
          <p class={step.lasts === 'once' ? 'notice' : 'notice good'}>{doneText(step, header)}</p>
        )}
      </div>
      {step?.kind === 'device' && <DeviceCode step={step} />}
      {/* Removed while busy: a screen reader announces the same text only if it is new. */}
      {step?.kind === 'failed' && !busy && <Problem>{failureText(step.failure)}</Problem>}
      {step?.kind === 'failed' && !busy && <ServerWords failure={step.failure} />}
      <div class="row" ref={actions}>
        {step?.kind !== 'device' && !isDone && (
          <button
            class="primary"
            type="button"
            aria-disabled={busy}
            onClick={() => busy || begin()}
          >
            {text(busy ? 'signInBusy' : step ? 'signInAgain' : 'signInBegin')}
          </button>
        )}
        <a class={isDone ? 'button primary' : 'button'} href="#/">
          {text('signInBack')}
        </a>
      </div>
    </section>
  );
}

type Done = Extract<SignInStep, { kind: 'done' }>;

const DONE_TEXTS = {
  renewed: 'signInDone',
  silently: 'signInDoneSilently',
  endless: 'signInDoneEndless',
} as const satisfies Partial<Record<Lasts, TextKey>>;

function doneText({ lasts }: Done, { tokenOrigins }: HeaderSummary): string {
  if (lasts === 'once') return refreshHint(tokenOrigins);
  return text(DONE_TEXTS[lasts]);
}
