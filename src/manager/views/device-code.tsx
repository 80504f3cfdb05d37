/** A code that the user enters at the provider, here or on another device (RFC 8628 §3.3). */
import { useEffect, useRef } from 'preact/hooks';
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
  const row = useRef<HTMLDivElement>(null);
  // The focused button is gone. A screen reader reads this one with the code and its purpose.
  useEffect(() => row.current?.querySelector('button')?.focus(), []);
  return (
    <div class="stack">
      <p id="sign-in-at">{text('signInCode', verificationUri)}</p>
      <div class="row line" ref={row}>
        <code class="suggestion user-code" id="sign-in-code">
          {userCode}
        </code>
        <CopyButton value={userCode} describedBy="sign-in-at sign-in-code" />
      </div>
      <p>
        <a
          class="button primary"
          href={verificationUriComplete ?? verificationUri}
          target="_blank"
          rel="noreferrer"
        >
          {text('signInOpenPage', new URL(verificationUri).host)}
        </a>
      </p>
      <div class="hint">
        <p role="status">{text('signInWaiting')}</p>
        {/* Outside the status: a screen reader would read it out each second. */}
        {expiresAt > now && (
          <time dateTime={new Date(expiresAt).toISOString()}>
            {text('signInCodeEnds', distanceText(expiresAt, now))}
          </time>
        )}
      </div>
    </div>
  );
}
