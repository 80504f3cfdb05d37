/** A code to be entered on a page of the provider, here or on another device (RFC 8628 §3.3). */
import type { SignInStep } from '../../domain/sign-in';
import { text } from '../../platform/texts';
import { CopyButton } from '../../ui/copy-button';
import { distanceText } from '../../ui/distance-text';
import { useNow } from '../../ui/use-now';

interface DeviceCodeProps {
  readonly step: Extract<SignInStep, { kind: 'device' }>;
}

export function DeviceCode({ step }: DeviceCodeProps) {
  const { userCode, verificationUri, verificationUriComplete, expiresAt } = step;
  const now = useNow(true);
  return (
    <div class="stack">
      <p>{text('signInCode', verificationUri)}</p>
      <div class="row">
        <code class="suggestion">{userCode}</code>
        <CopyButton value={userCode} />
      </div>
      <p>
        <a
          class="button"
          href={verificationUriComplete ?? verificationUri}
          target="_blank"
          rel="noreferrer"
        >
          {text('signInOpenPage', new URL(verificationUri).host)}
        </a>
      </p>
      <p class="hint">{text('signInWaiting', distanceText(expiresAt, now))}</p>
    </div>
  );
}
