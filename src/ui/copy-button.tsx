/** Copies a text that is no secret, and says so. */
import { useState } from 'preact/hooks';
import { text } from '../platform/texts';

interface CopyButtonProps {
  readonly value: string;
  readonly describedBy?: string;
}

export function CopyButton({ value, describedBy }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  return (
    <button
      type="button"
      aria-describedby={describedBy}
      onClick={async () => {
        await navigator.clipboard.writeText(value);
        setCopied(true);
      }}
    >
      <span role="status">{text(copied ? 'copied' : 'copy')}</span>
    </button>
  );
}
