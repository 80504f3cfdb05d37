/** Shows how far the worker is, and ends it on request. The page says in words that it reads. */
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';

interface ReadingProgressProps {
  /** From 0 to 1. */
  readonly part: number;
  readonly onCancel: () => void;
}

export function ReadingProgress({ part, onCancel }: ReadingProgressProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  // The control that had the focus is gone.
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div class="card reading">
      <progress value={part} max={1} aria-label={text('importReading')} />
      <div class="row">
        <button type="button" ref={cancel} onClick={onCancel}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}
