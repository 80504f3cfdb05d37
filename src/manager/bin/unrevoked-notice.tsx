/** Names the servers where a sign-in that has left the bin may still work. */
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { focusMain } from '../../ui/focus-main';

interface UnrevokedNoticeProps {
  /** Absent: none. */
  readonly hosts?: readonly string[] | undefined;
  readonly send: Send;
}

export function UnrevokedNotice({ hosts, send }: UnrevokedNoticeProps) {
  if (!hosts) return null;
  return (
    <div class="notice told" role="status">
      <p>{text('unrevoked', hosts.join(', '))}</p>
      <button
        type="button"
        onClick={({ currentTarget }) => {
          focusMain(currentTarget);
          void send({ type: 'unrevoked/dismiss' });
        }}
      >
        {text('noticeRead')}
      </button>
    </div>
  );
}
