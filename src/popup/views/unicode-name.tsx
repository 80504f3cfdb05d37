/** A host in its own script, behind its Punycode. Loaded for such hosts only. */
import type { Origin } from '../../domain/site';
import { unicodeHost } from '../../domain/unicode-host';

export function UnicodeName({ origin }: { readonly origin: Origin }) {
  const name = unicodeHost(new URL(origin).hostname);
  // `bdi`: the brackets stay around a name that is written from right to left.
  return name === undefined ? null : (
    <span class="hint">
      {' ('}
      <bdi>{name}</bdi>
      {')'}
    </span>
  );
}
