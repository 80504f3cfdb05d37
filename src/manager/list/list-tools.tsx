/** Above the list: the search, which stays in sight, the filters, the order, and the box for all rows. */
import type { ComponentChildren, RefObject } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import { useShortcuts } from '../../ui/use-shortcuts';
import { FilterFields } from './filter-fields';
import { countOf, type FilterValues, type ListFilter, NO_FILTER } from './list-filter';
import { OrderFields } from './order-fields';
import type { Arrangement } from './use-arrangement';

interface ListToolsProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly singleKeys: boolean;
  /** With few profiles the search is enough. */
  readonly isLong: boolean;
  readonly filter: ListFilter;
  /** Asked once the filters are open: it judges every profile. */
  readonly valuesNow: () => FilterValues;
  readonly onFilter: (filter: ListFilter) => void;
  readonly arrangement: Arrangement;
  readonly canGroup: boolean;
  readonly onArrange: (arrangement: Arrangement) => void;
  /** Said to a screen reader too. */
  readonly said: string;
  /** The box that selects all. */
  readonly children: ComponentChildren;
}

export function ListTools(props: ListToolsProps) {
  const { filter, valuesNow, onFilter, isLong } = props;
  const [isOpen, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const count = countOf(filter);
  return (
    <>
      <div class="row search-row">
        <SearchField {...props} />
        {isLong && (
          <button
            type="button"
            ref={toggle}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {count > 0 ? text('listFilters', String(count)) : text('listFilter')}
          </button>
        )}
        {count > 0 && (
          <button
            class="quiet"
            type="button"
            onClick={() => {
              // The button disappears.
              toggle.current?.focus();
              onFilter(NO_FILTER);
            }}
          >
            {text('listClearFilters')}
          </button>
        )}
      </div>
      {isLong && isOpen && <FilterFields {...{ filter, valuesNow, onFilter }} />}
      <div class="row order-row">
        {props.children}
        <p class="hint push-after" role="status">
          {props.said}
        </p>
        {isLong && <OrderFields {...props} />}
      </div>
    </>
  );
}

type SearchFieldProps = Pick<ListToolsProps, 'query' | 'onQuery' | 'search' | 'singleKeys'>;

function SearchField({ query, onQuery, search, singleKeys }: SearchFieldProps) {
  useShortcuts(
    useMemo(() => (singleKeys ? { '/': () => search.current?.focus() } : {}), [singleKeys, search]),
  );
  return (
    <input
      type="search"
      autocomplete="off"
      spellcheck={false}
      ref={search}
      aria-label={text('popupSearch')}
      aria-keyshortcuts={singleKeys ? '/' : undefined}
      placeholder={singleKeys ? text('listSearchKey') : text('popupSearch')}
      value={query}
      onInput={({ currentTarget }) => onQuery(currentTarget.value)}
      onKeyDown={(event) => {
        // Chromium does this by itself, Firefox does not.
        if (event.key !== 'Escape' || query === '') return;
        event.preventDefault();
        onQuery('');
      }}
    />
  );
}
