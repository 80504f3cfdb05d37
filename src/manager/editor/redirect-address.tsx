/** The redirect address of sign-ins. The user registers it at the provider before signing in. */
import { useId, useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import { redirectUri } from '../../platform/web-auth-flow';

export function RedirectAddress() {
  const id = useId();
  const [outcome, setOutcome] = useState<'copied' | 'redirectNotCopied'>();
  const address = redirectUri();

  async function copy() {
    // Remove the text first: a screen reader announces the same text only if it is new.
    setOutcome(undefined);
    const isCopied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    setOutcome(isCopied ? 'copied' : 'redirectNotCopied');
  }

  return (
    <div class="field with-action">
      <strong class="label" id={id}>
        {text('redirectAddress')}
      </strong>
      <code class="place">{address}</code>
      <button type="button" aria-describedby={id} onClick={copy}>
        {text('copy')}
      </button>
      <p class="hint" role="status">
        {outcome && text(outcome)}
      </p>
      <p class="hint">{text('redirectHint')}</p>
    </div>
  );
}
