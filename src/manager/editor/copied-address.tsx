/** An address to register elsewhere, with a button that copies it. */
import { useId, useState } from 'preact/hooks';
import { text } from '../../platform/texts';

interface CopiedAddressProps {
  readonly label: string;
  readonly address: string;
}

export function CopiedAddress({ label, address }: CopiedAddressProps) {
  const id = useId();
  const [outcome, setOutcome] = useState<'copied' | 'redirectNotCopied'>();

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
        {label}
      </strong>
      <code class="place">{address}</code>
      <button type="button" aria-describedby={id} onClick={copy}>
        {text('copy')}
      </button>
      <p class="hint" role="status">
        {outcome && text(outcome)}
      </p>
    </div>
  );
}
