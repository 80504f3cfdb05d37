/** Says that other picked sites need attention, and finds the first of them in *Other sites*. */
import type { OpenState } from '../../domain/app-state';
import { othersNeedingAttention } from '../../domain/needs-attention';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';

interface NeedsElsewhereProps {
  readonly state: OpenState;
  /** The site of the tab, which has its own verdict. */
  readonly origin: Origin | undefined;
}

export function NeedsElsewhere({ state, origin }: NeedsElsewhereProps) {
  const [first, ...others] = othersNeedingAttention(state, origin);
  if (!first) return null;
  const { host } = new URL(first);
  return (
    <button class="quiet needs" type="button" onClick={() => search(host)}>
      <span class="mark" aria-hidden="true">
        ▲{' '}
      </span>
      {others.length === 0
        ? text('needsOne', host)
        : text('needsMany', String(others.length + 1), host)}
    </button>
  );
}

/** The search of *Other sites* keeps its own text, so it is typed there. */
function search(host: string): void {
  const field = document.querySelector<HTMLInputElement>('#search');
  if (!field) return;
  field.value = host;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.focus();
}
