/** An address to register or open elsewhere, with a button that copies it. */
import { useId } from 'preact/hooks';
import { text } from '../platform/texts';
import { useCopied } from './use-copied';

interface CopiedAddressProps {
  readonly label: string;
  readonly address: string;
}

export function CopiedAddress({ label, address }: CopiedAddressProps) {
  const id = useId();
  const [copy, said] = useCopied();

  return (
    <div class="field with-action">
      <strong class="label" id={id}>
        {label}
      </strong>
      <code class="place">{address}</code>
      <button type="button" aria-describedby={id} onClick={() => void copy(address)}>
        {text('copy')}
      </button>
      <p class="hint" role="status">
        {said}
      </p>
    </div>
  );
}
