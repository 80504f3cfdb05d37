/** Reads the entries of the bin, again whenever the state changes. */
import { useEffect, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { BinnedItem } from '../../domain/bin';
import type { Ask } from '../../protocol/messages';

interface Bin {
  /** Undefined until the background has answered. */
  readonly items: readonly BinnedItem[] | undefined;
  /** The last question had no answer. */
  readonly isUnread: boolean;
}

export function useBin(ask: Ask, state: OpenState): Bin {
  const [items, setItems] = useState<readonly BinnedItem[]>();
  const [isUnread, setUnread] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    void ask({ type: 'bin/list' }).then((listed) => {
      if (!isCurrent) return;
      setUnread(listed === undefined);
      if (listed) setItems(listed);
    });
    return () => {
      isCurrent = false;
    };
  }, [ask, state]);
  return { items, isUnread };
}
