/** After a start of the browser or an update: the picks of single tabs have ended. */
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { focusMain } from '../../ui/focus-main';

export function TabPicksEnded({ send }: { readonly send: Send }) {
  return (
    <div class="notice told" role="status">
      <p>{text('popupTabPicksEnded')}</p>
      <button
        type="button"
        onClick={({ currentTarget }) => {
          focusMain(currentTarget);
          void send({ type: 'tab-picks/dismiss' });
        }}
      >
        {text('noticeRead')}
      </button>
    </div>
  );
}
