/** The box that selects all profiles that the filter leaves. */
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../platform/texts';

interface SelectAllProps {
  readonly count: number;
  readonly selected: number;
  readonly onSelectAll: (isSelected: boolean) => void;
}

/** @param count - Of the profiles that the filter leaves, drawn or not. */
export function SelectAll({ count, selected, onSelectAll }: SelectAllProps) {
  const box = useRef<HTMLInputElement>(null);
  const isSome = selected > 0 && selected < count;
  useEffect(() => {
    // Not an attribute, so it cannot be rendered.
    if (box.current) box.current.indeterminate = isSome;
  });
  return (
    <label class="check">
      <input
        type="checkbox"
        autocomplete="off"
        ref={box}
        checked={count > 0 && selected === count}
        onChange={({ currentTarget }) => onSelectAll(currentTarget.checked)}
      />
      {text('listSelectAll', String(count))}
    </label>
  );
}
