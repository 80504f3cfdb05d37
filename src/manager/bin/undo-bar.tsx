/** Offers to undo the last deletion, over every view of an open vault. */
import { useRef, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { UndoOffer } from '../../domain/bin';
import { text } from '../../platform/texts';
import type { Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { focusMain } from '../../ui/focus-main';
import { Problem } from '../../ui/problem';
import { binnedName } from './binned-name';
import { DeleteNowDialog } from './delete-now-dialog';
import './undo-bar.css';
import { type Ending, useUndo } from './use-undo';
import { useUndoKey } from './use-undo-key';

interface UndoBarProps {
  readonly state: OpenState;
  readonly send: Send;
  /** Called with the page of what came back. */
  readonly onUndone: (address: string | undefined) => void;
}

export function UndoBar(props: UndoBarProps) {
  const { send } = props;
  const bar = useRef<HTMLDivElement>(null);
  const { offer, ending, undo, noteDeleted } = useUndo(props, bar);
  const [question, setQuestion] = useState<UndoOffer>();
  useUndoKey(offer && undo);
  const sentence = offer ? inTheBin(offer) : endingText(ending);

  function close() {
    setQuestion(undefined);
    // The button that had the focus may be gone.
    const [main] = document.getElementsByTagName('main');
    if (main && !main.contains(document.activeElement)) focusMain(main);
  }

  return (
    <>
      <div class={offer || ending ? 'undo-bar' : 'nothing-said'} ref={bar}>
        <div class="row line">
          {/* Always present: a screen reader announces only changes of an existing status. */}
          <p role="status">
            {sentence}
            {offer && <span class="unseen"> {text('undoKeys')}</span>}
          </p>
          {offer && (
            <button
              class="primary"
              type="button"
              aria-keyshortcuts="Control+Z Meta+Z"
              onClick={undo}
            >
              {text('undo')}
            </button>
          )}
          {offer?.kind === 'draft' && <DeleteNow onClick={() => setQuestion(offer)} />}
          {ending?.kind === 'undone' && ending.address && (
            <a href={ending.address}>{text('binOpenRestored')}</a>
          )}
          {(ending?.kind === 'kept' || ending?.kind === 'failed') && (
            <a href="#/bin">{text('undoOpenBin')}</a>
          )}
        </div>
        {ending?.kind === 'failed' && <Problem>{failureText(ending.failure)}</Problem>}
        {offer && offer.kind !== 'draft' && (
          <div class="row line leaked">
            <p class="hint">{text('undoLeaked')}</p>
            <DeleteNow onClick={() => setQuestion(offer)} />
          </div>
        )}
      </div>
      {question && (
        <DeleteNowDialog
          ids={question.ids}
          title={text('deleteNowTitle')}
          about={nameOf(question)}
          mayBeSignedIn={question.kind !== 'draft'}
          send={send}
          onDone={() => {
            noteDeleted(question);
            close();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

function DeleteNow({ onClick }: { readonly onClick: () => void }) {
  return (
    <button class="danger" type="button" onClick={onClick}>
      {text('deleteNow')}
    </button>
  );
}

function nameOf(offer: UndoOffer): string {
  const count = offer.ids.length;
  if (count === 1) return binnedName(offer);
  return text(offer.kind === 'profile' ? 'undoProfiles' : 'undoEntries', String(count));
}

function inTheBin(offer: UndoOffer): string {
  const isOne = offer.ids.length === 1;
  return text(isOne ? 'undoOne' : 'undoSeveral', nameOf(offer));
}

function endingText(ending: Ending | undefined): string {
  switch (ending?.kind) {
    case 'undone':
      return text(
        ending.offer.ids.length === 1 ? 'undoneOne' : 'undoneSeveral',
        nameOf(ending.offer),
      );
    case 'kept':
      return text(ending.offer.ids.length === 1 ? 'undoKept' : 'undoKeptSeveral');
    case 'deleted':
      return text('deletedForGood', nameOf(ending.offer));
    default:
      return '';
  }
}
