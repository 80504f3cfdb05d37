/** A list of hosts under a heading; a user with many of them searches. */
import type { ComponentChildren } from 'preact';
import { text } from '../../platform/texts';
import { SHOWN_AT_MOST } from '../../ui/find-profiles';

interface HostSectionProps<Entry> {
  readonly title: string;
  readonly meaning?: string;
  readonly entries: readonly Entry[];
  /** Beside the heading. */
  readonly action?: ComponentChildren;
  readonly children: (entry: Entry) => ComponentChildren;
}

export function HostSection<Entry>(props: HostSectionProps<Entry>) {
  const { title, meaning, entries, action, children } = props;
  if (entries.length === 0) return null;
  return (
    <section class="stack">
      <div class="row line">
        <h2>{title}</h2>
        {action}
      </div>
      {meaning && <p class="hint">{meaning}</p>}
      <ul class="hosts">{entries.slice(0, SHOWN_AT_MOST).map(children)}</ul>
      {entries.length > SHOWN_AT_MOST && (
        <p class="hint">{text('moreFound', String(entries.length - SHOWN_AT_MOST))}</p>
      )}
    </section>
  );
}
