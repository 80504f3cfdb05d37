/** The profile's name. A suggestion is selected when the field gets the focus, so that typing replaces it. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';

interface NameFieldProps {
  readonly name: string;
  readonly isSuggested: boolean;
  readonly onInput: (name: string) => void;
  readonly problem: string | undefined;
}

export function NameField({ name, isSuggested, onInput, problem }: NameFieldProps) {
  const wrapper = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const input = wrapper.current?.querySelector('input');
    if (!input || !isSuggested) return;
    const select = () => input.select();
    // A click puts the caret after the focus has selected.
    for (const each of ['focus', 'click']) input.addEventListener(each, select);
    return () => {
      for (const each of ['focus', 'click']) input.removeEventListener(each, select);
    };
  }, [isSuggested]);
  return (
    <div ref={wrapper}>
      <Field
        label={text('formName')}
        value={name}
        onInput={onInput}
        hint={text('formNameHint')}
        problem={problem}
      />
    </div>
  );
}
