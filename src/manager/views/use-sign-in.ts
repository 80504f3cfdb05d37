/** Goes through the steps of a sign-in: does one, then asks the background for the next. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { HeaderSummary } from '../../domain/app-state';
import type { ErrorCode } from '../../domain/errors';
import type { SignInStep } from '../../domain/sign-in';
import { requestSites } from '../../platform/site-permissions';
import { openSignInWindow } from '../../platform/web-auth-flow';
import type { Ask } from '../../protocol/messages';
import { runAt } from '../run-at';

/** The pause after a question that the background has not answered. */
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

  // Asks for the state of a device code, as often as the server allows.
  useEffect(() => {
    if (step?.kind !== 'device') return;
    return runAt(step.askAt, async () => {
      const next = await ask({ type: 'sign-in/proceed', headerId });
      // A background that gives no answer does not make the code invalid.
      await follow(next ?? { ...step, askAt: Date.now() + ASK_AGAIN_MS });
    });
  }, [step, ask, headerId, follow]);

  return {
    step,
    /** True from the click to the first step, and while the provider's window is open. */
    busy,
    begin() {
      setBusy(true);
      // In the tick of the click. The browser shows no prompt if the servers are allowed already.
      const answer = requestSites(tokenOrigins);
      const run = async () => {
        // Without the permission the sign-in would fail later, so it does not start.
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
