/** Chooses how the list is grouped and sorted. */
import { type TextKey, text } from '../../platform/texts';
import { SORT_ORDERS, type SortOrder } from './arrange';
import type { Arrangement } from './use-arrangement';

const ORDER_TEXTS: Readonly<Record<SortOrder, TextKey>> = {
  name: 'listSortName',
  use: 'listSortUse',
  age: 'listSortAge',
};

interface OrderFieldsProps {
  readonly arrangement: Arrangement;
  readonly canGroup: boolean;
  readonly onArrange: (arrangement: Arrangement) => void;
}

export function OrderFields({ arrangement, canGroup, onArrange }: OrderFieldsProps) {
  return (
    <>
      {canGroup && (
        <label class="check">
          <input
            type="checkbox"
            autocomplete="off"
            checked={arrangement.isGrouped}
            onChange={({ currentTarget }) =>
              onArrange({ ...arrangement, isGrouped: currentTarget.checked })
            }
          />
          {text('listGroup')}
        </label>
      )}
      <label class="check">
        {text('listSort')}
        <select
          autocomplete="off"
          value={arrangement.order}
          onChange={({ currentTarget }) => {
            const order = SORT_ORDERS.find((each) => each === currentTarget.value);
            if (order) onArrange({ ...arrangement, order });
          }}
        >
          {SORT_ORDERS.map((each) => (
            <option key={each} value={each}>
              {text(ORDER_TEXTS[each])}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
