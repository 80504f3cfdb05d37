/** Warnings about the stored vault, at the top of both pages. */
import type { ComponentChildren } from 'preact';
import type { AppState } from '../domain/app-state';
import { text } from '../platform/texts';
import type { Send } from '../protocol/messages';
import { noticeText } from './failure-text';
import { focusMain } from './focus-main';

interface NoticesProps {
  readonly state: AppState;
  readonly send: Send;
  /** Actions for a copy that cannot be written. */
  readonly children?: ComponentChildren;
}

export function Notices({ state, send, children }: NoticesProps) {
  const { vault, notice } = state;
  // A damaged or newer vault has a page of its own that says more; a missing vault has no copies.
  const told = vault === 'locked' || vault === 'unlocked' ? notice : undefined;
  return (
    <>
      {vault === 'unlocked' && state.readOnly && <p class="notice">{text('readOnlyNotice')}</p>}
      {told && (
        <div class="notice told" role="status">
          <div class="stack">
            <p>{noticeText(told)}</p>
            {told === 'copy-failing' && children}
          </div>
          <button
            type="button"
            onClick={({ currentTarget }) => {
              focusMain(currentTarget);
              void send({ type: 'notice/dismiss' });
            }}
          >
            {text('noticeRead')}
          </button>
        </div>
      )}
    </>
  );
}
