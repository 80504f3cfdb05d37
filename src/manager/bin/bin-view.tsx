/** Lists what was deleted, to restore it or to delete it for good. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { BinnedItem } from '../../domain/bin';
import type { Failure } from '../../domain/errors';
import { text } from '../../platform/texts';
import type { Ask, Send } from '../../protocol/messages';
import { failureText } from '../../ui/failure-text';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import './bin.css';
import { BinRow } from './bin-row';
import { binnedName } from './binned-name';
import { DeleteNowDialog } from './delete-now-dialog';
import { findRestored, type Restored } from './find-restored';
import { useBin } from './use-bin';

interface BinViewProps {
  readonly state: OpenState;
  readonly send: Send;
  readonly ask: Ask;
}

/** The number of rows that are drawn at first. */
const SHOWN_AT_FIRST = 100;

interface Said {
  readonly sentence: string;
  /** The page of what came back. */
  readonly address?: string | undefined;
}

export function BinView({ state, send, ask }: BinViewProps) {
  const { items, isUnread } = useBin(ask, state);
  const [isWhole, setIsWhole] = useState(false);
  const [question, setQuestion] = useState<BinnedItem | 'all'>();
  const [said, setSaid] = useState<Said>();
  const [failure, setFailure] = useState<Failure>();
  const section = useRef<HTMLElement>(null);
  /** The place of the row that is about to go: the next one takes the focus. */
  const goingAt = useRef<number | undefined>(undefined);

  useLayoutEffect(() => {
    if (goingAt.current === undefined) return;
    focusRow(section.current, goingAt.current);
    goingAt.current = undefined;
  }, [items, isWhole]);

  async function restore(item: BinnedItem, at: number) {
    setSaid(undefined);
    setFailure(undefined);
    const reply = await send({ type: 'bin/restore', id: item.id });
    if (!reply.ok) return setFailure(reply.failure);
    goingAt.current = at;
    const after = reply.state?.vault === 'unlocked' ? reply.state : state;
    const restored = findRestored(state, after);
    setSaid({ sentence: restoredText(item, restored), address: restored?.address });
  }

  function deleted(gone: BinnedItem | 'all') {
    goingAt.current = gone === 'all' ? 0 : items?.indexOf(gone);
    setQuestion(undefined);
    setFailure(undefined);
    const sentence = gone === 'all' ? text('binEmptied') : text('deletedForGood', binnedName(gone));
    setSaid({ sentence });
  }

  const shown = isWhole ? items : items?.slice(0, SHOWN_AT_FIRST);
  const count = items?.length ?? 0;
  return (
    <section class="stack bin" ref={section}>
      <div class="row">
        <Heading>{text('binTitle')}</Heading>
        {count > 0 && (
          <button class="danger push" type="button" onClick={() => setQuestion('all')}>
            {text('binEmpty', String(count))}
          </button>
        )}
      </div>
      <p class="hint">{text('binMeaning')}</p>
      <div class={said ? 'row line notice good' : 'nothing-said'}>
        <output>{said?.sentence}</output>
        {said?.address && <a href={said.address}>{text('binOpenRestored')}</a>}
      </div>
      {failure && <Problem>{failureText(failure)}</Problem>}
      {isUnread && <Problem>{text('binUnread')}</Problem>}
      {items && count === 0 && <p>{text('binNothing')}</p>}
      <ul>
        {shown?.map((item, at) => (
          <BinRow
            key={item.id}
            item={item}
            now={Date.now()}
            onRestore={() => void restore(item, at)}
            onDelete={() => setQuestion(item)}
          />
        ))}
      </ul>
      {shown && shown.length < count && (
        <div class="row">
          <button
            type="button"
            onClick={() => {
              goingAt.current = SHOWN_AT_FIRST;
              setIsWhole(true);
            }}
          >
            {text('binShowAll', String(count))}
          </button>
        </div>
      )}
      {question !== undefined && (
        <DeleteNowDialog
          ids={question === 'all' ? 'all' : [question.id]}
          title={text(question === 'all' ? 'binEmptyTitle' : 'deleteNowTitle')}
          about={question === 'all' ? text('binEmptyAbout', String(count)) : binnedName(question)}
          mayBeSignedIn={question === 'all' || question.isSignedIn === true}
          send={send}
          onDone={() => deleted(question)}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </section>
  );
}

function restoredText(item: BinnedItem, restored: Restored | undefined): string {
  if (item.kind === 'profile') return text('binRestoredProfile', item.name);
  const name = binnedName(item);
  if (restored?.isNewProfile) return text('binRestoredApart', name);
  return text(item.kind === 'header' ? 'binRestoredHeader' : 'binRestored', name);
}

/** Focuses a row by its place, or the last one; the heading if there is none. */
function focusRow(section: HTMLElement | null, at: number): void {
  const rows = section?.querySelectorAll(':scope > ul > li') ?? [];
  const row = rows[Math.min(at, rows.length - 1)];
  const target = row?.querySelector<HTMLElement>('button') ?? section?.querySelector('h1');
  target?.focus();
}
