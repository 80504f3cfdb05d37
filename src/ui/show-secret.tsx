/**
 * Shows the secret in a field while the user types it. The text is drawn over the field: the field
 * stays `type=password`, since session restore writes text fields to the disk, and neither browser
 * lets a style sheet unmask one (docs/platform.md).
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { text } from '../platform/texts';
import type { Toggle } from './field';
import './show-secret.css';

export const ShowSecret: Toggle = ({ label, value, input }) => {
  const [isShown, setShown] = useState(false);
  const mirror = useRef<HTMLSpanElement>(null);
  const follow = () => {
    if (mirror.current && input.current) mirror.current.scrollLeft = input.current.scrollLeft;
  };
  useLayoutEffect(follow);

  useEffect(() => {
    const field = input.current;
    const around = field?.parentElement;
    if (!field || !around || !isShown) return;
    const hide = () => setShown(false);
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && around.contains(relatedTarget))) hide();
    };
    const { form } = field;
    field.addEventListener('scroll', follow);
    around.addEventListener('focusout', onFocusOut);
    form?.addEventListener('submit', hide);
    return () => {
      field.removeEventListener('scroll', follow);
      around.removeEventListener('focusout', onFocusOut);
      form?.removeEventListener('submit', hide);
    };
  }, [isShown]);

  return (
    <>
      {isShown && (
        <span class="shown" ref={mirror}>
          {/* A text area shows its own text: a style sheet masks it. */}
          {input.current instanceof HTMLInputElement && value}
        </span>
      )}
      <button
        class="show quiet"
        type="button"
        aria-pressed={isShown}
        aria-label={text('secretShowField', label)}
        // Not every browser gives the focus to a button, and without it the field would be left.
        onMouseDown={(event) => event.preventDefault()}
        onClick={({ detail }) => {
          // A click with the keyboard has no detail: the focus is on the button.
          if (detail > 0) input.current?.focus();
          setShown(!isShown);
        }}
      >
        {text('secretShow')}
      </button>
    </>
  );
};
