/** The steps of a sign-in, each asked for when the one before is done. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { HeaderSummary } from '../../domain/app-state';
import type { ErrorCode } from '../../domain/errors';
import type { SignInStep } from '../../domain/sign-in';
import { requestSites } from '../../platform/site-permissions';
import { openSignInWindow } from '../../platform/web-auth-flow';
import type { Ask } from '../../protocol/messages';
import { runAt } from '../run-at';

/** After a question about a code that nobody has answered. */
const ASK_AGAIN_MS = 5_000;

const failed = (code: ErrorCode): SignInStep => ({ kind: 'failed', failure: { code } });

export function useSignIn({ id: headerId, tokenOrigins }: HeaderSummary, ask: Ask) {
  const [step, setStep] = useState<SignInStep>();
  const [busy, setBusy] = useState(false);

  const follow = useCallback(
    async (next: SignInStep = failed('unexpected')): Promise<void> => {
      setStep(next);
      if (next.kind !== 'redirect') return;
      const address = await openSignInWindow(next.url);
      await follow(
        address === undefined
          ? await ask({ type: 'sign-in/cancel', headerId })
          : await ask({ type: 'sign-in/proceed', headerId, address }),
      );
    },
    [ask, headerId],
  );

  // What has become of a code that is entered elsewhere, as often as the server lets us ask.
  useEffect(() => {
    if (step?.kind !== 'device') return;
    return runAt(step.askAt, async () => {
      const next = await ask({ type: 'sign-in/proceed', headerId });
      // The code is good whether or not our own background could be asked about it.
      await follow(next ?? { ...step, askAt: Date.now() + ASK_AGAIN_MS });
    });
  }, [step, ask, headerId, follow]);

  return {
    step,
    /** From the click to the first step, and as long as the provider's window is open. */
    busy,
    begin() {
      setBusy(true);
      // In the very tick of the click. Asks nothing where it is allowed already.
      const answer = requestSites(tokenOrigins);
      const run = async () => {
        // Nobody has to sign in first to be told that.
        const isAllowed = await answer;
        await follow(
          isAllowed
            ? await ask({ type: 'sign-in/begin', headerId })
            : failed('token-endpoint-not-allowed'),
        );
        setBusy(false);
      };
      void run();
    },
  };
}
