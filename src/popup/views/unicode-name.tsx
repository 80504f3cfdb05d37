/** A host in its own script, behind its Punycode. Asked for such hosts only. */
import { useEffect, useState } from 'preact/hooks';
import type { Origin } from '../../domain/site';
import type { Ask } from '../../protocol/messages';

interface UnicodeNameProps {
  readonly origin: Origin;
  readonly ask: Ask;
}

export function UnicodeName({ origin, ask }: UnicodeNameProps) {
  const [name, setName] = useState<string>();
  useEffect(() => {
    void ask({ type: 'host/unicode', host: new URL(origin).hostname }).then(setName);
  }, [ask, origin]);
  // `bdi`: the brackets stay around a name that is written from right to left.
  return name === undefined ? null : (
    <span class="hint">
      {' ('}
      <bdi>{name}</bdi>
      {')'}
    </span>
  );
}
