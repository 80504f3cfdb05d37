/** Rare fields, folded up until one of them is used or has a problem. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';

interface MoreFieldsProps {
  /** True opens it; only the user closes it. */
  readonly needed: boolean;
  readonly children: ComponentChildren;
}

export function MoreFields({ needed, children }: MoreFieldsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  // A layout effect runs before the form focuses the field that failed.
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
