/** Below the review and always in sight: saves the ticked profiles, or leaves the import. */
import { text } from '../../platform/texts';
import { failureText } from '../../ui/failure-text';
import { Problem } from '../../ui/problem';
import { PickSwitch } from '../views/pick-switch';
import { saveText } from '../views/save-text';
import type { useSaveImport } from './use-save-import';

interface ReviewBarProps {
  /** The number of ticked profiles. */
  readonly count: number;
  readonly isPicked: boolean;
  readonly onPicked: (isPicked: boolean) => void;
  readonly saving: ReturnType<typeof useSaveImport>;
  readonly onLeave: () => void;
}

export function ReviewBar({ count, isPicked, onPicked, saving, onLeave }: ReviewBarProps) {
  const { busy, failure, failed, save } = saving;
  return (
    <div class="save-bar">
      <PickSwitch isPicked={isPicked} onPicked={onPicked} />
      {failure && <Problem>{failureText(failure)}</Problem>}
      {failed && <Problem>{text('importRowFailed')}</Problem>}
      <div class="row">
        <button
          class="primary"
          type="button"
          aria-disabled={busy || count === 0}
          onClick={() => void save()}
        >
          {saveText(busy, count)}
        </button>
        <button type="button" onClick={onLeave}>
          {text('cancel')}
        </button>
      </div>
    </div>
  );
}
