/** The steps of a sign-in, each asked for when the one before is done. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { HeaderSummary } from '../../domain/app-state';
import type { SignInStep } from '../../domain/sign-in';
import { requestSites } from '../../platform/site-permissions';
import { openSignInWindow } from '../../platform/web-auth-flow';
import type { Ask } from '../../protocol/messages';

const UNREACHABLE: SignInStep = { kind: 'failed', failure: { code: 'unexpected' } };

export function useSignIn({ id: headerId, asks }: HeaderSummary, ask: Ask) {
  const [step, setStep] = useState<SignInStep>();
  const [busy, setBusy] = useState(false);

  const follow = useCallback(
    async (next: SignInStep = UNREACHABLE): Promise<void> => {
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
    const timer = setTimeout(
      async () => follow(await ask({ type: 'sign-in/proceed', headerId })),
      Math.max(0, step.askAt - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [step, ask, headerId, follow]);

  return {
    step,
    busy,
    begin() {
      setBusy(true);
      // In the very tick of the click. Asks nothing where it is allowed already.
      const allowed = requestSites(asks);
      const run = async () => {
        await allowed;
        await follow(await ask({ type: 'sign-in/begin', headerId }));
        setBusy(false);
      };
      void run();
    },
  };
}
