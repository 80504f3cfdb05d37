/** A button that disappears once it has worked: the focus then goes to `main` instead of being lost. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { focusMain } from '../../ui/focus-main';

interface LeavingButtonProps {
  /** The id of the text that tells it from others with the same words. */
  readonly describedBy?: string;
  readonly primary?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

export function LeavingButton({ describedBy, primary, onClick, children }: LeavingButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(
    () => () => {
      if (button.current && button.current === document.activeElement) focusMain(button.current);
    },
    [],
  );
  return (
    <button
      class={primary ? 'primary' : undefined}
      type="button"
      ref={button}
      aria-describedby={describedBy}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
