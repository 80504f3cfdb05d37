/** What few need, folded up until it says something or is asked for. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';

interface MoreFieldsProps {
  /** Whether something in it is to be seen: it opens then, and is closed by hand only. */
  readonly needed: boolean;
  readonly children: ComponentChildren;
}

export function MoreFields({ needed, children }: MoreFieldsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  // Before a form looks for the field at fault, to put the cursor there.
  useLayoutEffect(() => {
    if (needed && details.current) details.current.open = true;
  }, [needed]);
  return (
    <details ref={details}>
      <summary>{text('formMore')}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}
