/** Copies a text that is no secret, and says so for a moment. */
import { useEffect, useState } from 'preact/hooks';
import { text } from '../platform/texts';

interface CopyButtonProps {
  readonly value: string;
  readonly describedBy?: string;
}

const SAID_MS = 3_000;

export function CopyButton({ value, describedBy }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <button
        type="button"
        aria-describedby={describedBy}
        onClick={() => void navigator.clipboard.writeText(value).then(() => setCopied(true))}
      >
        {text(copied ? 'copied' : 'copy')}
      </button>
      {/* Beside it: what is within a button is no more than its name. */}
      <span class="unseen" role="status">
        {copied && text('copied')}
      </span>
    </>
  );
}
