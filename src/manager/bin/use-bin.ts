/** Reads the entries of the bin, again whenever the state changes. */
import { useEffect, useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import type { BinnedItem } from '../../domain/bin';
import type { Ask } from '../../protocol/messages';

/** @returns undefined until the background has answered. */
export function useBin(ask: Ask, state: OpenState): readonly BinnedItem[] | undefined {
  const [items, setItems] = useState<readonly BinnedItem[]>();
  useEffect(() => {
    let isCurrent = true;
    void ask({ type: 'bin/list' }).then((listed) => {
      if (isCurrent && listed) setItems(listed);
    });
    return () => {
      isCurrent = false;
    };
  }, [ask, state]);
  return items;
}
