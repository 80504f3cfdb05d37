/**
 * The order of the list and its groups, as the user has chosen them. The page remembers them in memory
 * while its tab lives: not in the address, which others can write, and not on the disk.
 */
import { useState } from 'preact/hooks';
import type { SortOrder } from './arrange';

export interface Arrangement {
  readonly isGrouped: boolean;
  readonly order: SortOrder;
}

export const FIRST_ARRANGEMENT: Arrangement = { isGrouped: true, order: 'name' };

let remembered = FIRST_ARRANGEMENT;

export function useArrangement() {
  const [arrangement, set] = useState(remembered);
  const setArrangement = (next: Arrangement) => {
    remembered = next;
    set(next);
  };
  return [arrangement, setArrangement] as const;
}
