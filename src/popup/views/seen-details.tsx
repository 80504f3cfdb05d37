/** The last request: when it was sent, the status, and the rest of the rate limit. */
import type { ActivityEntry } from '../../domain/activity';
import { distanceText } from '../../ui/distance-text';
import { limitText } from '../../ui/limit-text';
import { useNow } from '../../ui/use-now';

/** Not live within the verdict's status: a screen reader would read it out each second. */
export function SeenDetails({ entry }: { readonly entry: ActivityEntry }) {
  const now = useNow(true);
  const { status, at, limits = [] } = entry;
  return (
    <span class="seen hint" aria-live="off">
      <time dateTime={new Date(at).toISOString()}>
        {[status, distanceText(at, now)].filter(Boolean).join(', ')}
      </time>
      {limits.map((limit) => ` · ${limitText(limit, now)}`)}
    </span>
  );
}
