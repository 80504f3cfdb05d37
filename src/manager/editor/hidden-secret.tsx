/** In the place of a secret that no page gets back: it holds unless it is replaced. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';

interface HiddenSecretProps {
  /** Of the one field that is kept; absent: the whole credential is. */
  readonly label?: string;
  readonly meaning: string;
  readonly onReplace: () => void;
  /** What a refused save says of it. */
  readonly failure?: Failure | undefined;
  /** More that can be done about it. */
  readonly children?: ComponentChildren;
}

export function HiddenSecret(props: HiddenSecretProps) {
  const { label, meaning, onReplace, failure, children } = props;
  const id = useId();
  return (
    <div class="field" id={id}>
      {label !== undefined && (
        <strong class="label" id={`${id}-label`}>
          {label}
        </strong>
      )}
      <div class="row">
        <p class="hint" id={`${id}-meaning`}>
          {meaning}
        </p>
        <button
          type="button"
          aria-describedby={label === undefined ? `${id}-meaning` : `${id}-label ${id}-meaning`}
          data-at-fault={failure !== undefined}
          onClick={onReplace}
        >
          {text('formReplace')}
        </button>
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
      {children && <div class="row">{children}</div>}
    </div>
  );
}
