/** When the server was asked last, what it answered, and what it says is left. */
import type { ActivityEntry } from '../../domain/activity';
import type { Limit } from '../../domain/verdict';
import { text } from '../../platform/texts';
import { distanceText } from '../../ui/distance-text';
import { useNow } from '../../ui/use-now';

/** Not in the verdict's status: it would be read out each second. */
export function SeenDetails({ entry }: { readonly entry: ActivityEntry }) {
  const now = useNow(true);
  const { status, at, limits = [] } = entry;
  return (
    <span class="hint">
      <time dateTime={new Date(at).toISOString()}>
        {[status, distanceText(at, now)].filter(Boolean).join(', ')}
      </time>
      {limits.map((limit) => ` · ${limitText(limit, now)}`)}
    </span>
  );
}

function limitText({ remaining, quota, resetsAt }: Limit, now: number): string {
  const left =
    quota === undefined
      ? text('limitLeft', String(remaining))
      : text('limitLeftOf', String(remaining), String(quota));
  if (resetsAt === undefined || resetsAt <= now) return left;
  return `${left}, ${text('limitResets', distanceText(resetsAt, now))}`;
}
