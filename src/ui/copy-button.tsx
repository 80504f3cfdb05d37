/** Copies a text that is not secret, and confirms it for a moment. */
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
      {/* A screen reader takes text inside the button for the button's name. */}
      <span class="unseen" role="status">
        {copied && text('copied')}
      </span>
    </>
  );
}
