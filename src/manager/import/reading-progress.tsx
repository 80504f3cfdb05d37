/** Shows how far the worker is, and ends it on request. */
import { useEffect, useId, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';

interface ReadingProgressProps {
  /** From 0 to 1. */
  readonly part: number;
  readonly onCancel: () => void;
}

export function ReadingProgress({ part, onCancel }: ReadingProgressProps) {
  const id = useId();
  const cancel = useRef<HTMLButtonElement>(null);
  // The control that had the focus is gone.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div class="card reading">
      <p id={id} role="status">
        {text('importReading')}
      </p>
      <progress value={part} max={1} aria-labelledby={id} />
      <div class="row">
        <button type="button" ref={cancel} onClick={onCancel}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}
