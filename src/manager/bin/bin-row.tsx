/** One entry of the bin: its name, its sites and schemes, its days, and its two actions. */
import { useId } from 'preact/hooks';
import type { BinnedItem } from '../../domain/bin';
import type { SchemeId } from '../../domain/credential';
import { text } from '../../platform/texts';
import { daysText } from '../../ui/days-text';
import { schemeShort } from '../../ui/scheme-text';
import { binnedName } from './binned-name';

interface BinRowProps {
  readonly item: BinnedItem;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  readonly onRestore: () => void;
  readonly onDelete: () => void;
}

export function BinRow({ item, now, onRestore, onDelete }: BinRowProps) {
  const id = useId();
  const { kind, name, colour, origins, schemeIds } = item;
  return (
    <li>
      <span class={`dot ${colour}`} aria-hidden="true" />
      <div class="entry">
        <p class="row">
          <strong id={id}>{kind === 'profile' ? name : binnedName(item)}</strong>
          {schemeIds.map((schemeId, index) => (
            <span class="chip" key={index}>
              {/* Cast: the background has stored only ids of schemes. */}
              {schemeShort(schemeId as SchemeId)}
            </span>
          ))}
        </p>
        <p class="hint">
          {origins.length > 0 && `${origins.map((each) => new URL(each).host).join(', ')} · `}
          <Day at={item.deletedAt}>{deletedText(item.deletedAt, now)}</Day>
          {' · '}
          <Day at={item.endsAt}>{leavesText(item.endsAt, now)}</Day>
        </p>
      </div>
      <div class="row">
        <button type="button" aria-describedby={id} onClick={onRestore}>
          {text('binRestore')}
        </button>
        <button class="danger" type="button" aria-describedby={id} onClick={onDelete}>
          {text('deleteNow')}
        </button>
      </div>
    </li>
  );
}

interface DayProps {
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly children: string;
}

function Day({ at, children }: DayProps) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString()}>
      {children}
    </time>
  );
}

const DAY_MS = 24 * 60 * 60_000;

function deletedText(at: number, now: number): string {
  const days = Math.floor((now - at) / DAY_MS);
  return days > 0 ? text('binDeletedBefore', daysText(days)) : text('binDeletedToday');
}

/** A clock that was set forward may have passed the end: the entry is still there. */
function leavesText(at: number, now: number): string {
  const days = Math.ceil((at - now) / DAY_MS);
  return days > 1 ? text('binLeavesIn', daysText(days)) : text('binLeavesSoon');
}
