/** Stands in for a secret, which no page gets back. It stays unless the user replaces it. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';

interface HiddenSecretProps {
  /** The label of the hidden field; absent if the whole credential is hidden. */
  readonly label?: string;
  readonly meaning: string;
  readonly onReplace: () => void;
  /** The problem that made a save fail. */
  readonly failure?: Failure | undefined;
  /** Further buttons for that problem. */
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
