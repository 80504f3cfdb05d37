/** Fields that few users need, folded up until one of them is used or has a problem. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type TextKey, text } from '../../platform/texts';

interface MoreFieldsProps {
  readonly title: TextKey;
  /** Names the fields inside. */
  readonly hint?: TextKey;
  /** True opens it; only the user closes it. */
  readonly needed: boolean;
  readonly children: ComponentChildren;
}

export function MoreFields({ title, hint, needed, children }: MoreFieldsProps) {
  const details = useRef<HTMLDetailsElement>(null);
  // A layout effect runs before the form focuses the field that failed.
  useLayoutEffect(() => {
    if (needed && details.current) details.current.open = true;
  }, [needed]);
  return (
    <details ref={details}>
      <summary>
        {text(title)} {hint && <span class="hint">{text(hint)}</span>}
      </summary>
      <div class="stack">{children}</div>
    </details>
  );
}
