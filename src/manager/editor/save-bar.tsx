/** Save and Cancel, in sight at every height of the page. */
import type { ComponentChildren } from 'preact';
import { text } from '../../platform/texts';

interface SaveBarProps {
  readonly busy: boolean;
  readonly onCancel: () => void;
  /** A problem that no field shows. */
  readonly children?: ComponentChildren;
}

export function SaveBar({ busy, onCancel, children }: SaveBarProps) {
  return (
    <div class="save-bar">
      {children}
      <div class="row">
        <button class="primary" type="submit" aria-disabled={busy}>
          {text(busy ? 'formSaving' : 'formSave')}
        </button>
        <button type="button" onClick={onCancel}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}
