/** The templates as a list that a search narrows. The arrow keys move in it, Enter takes the first. */
import { useMemo, useRef, useState } from 'preact/hooks';
import { text } from '../../platform/texts';
import { findPresets, hostShown } from '../presets/find-presets';
import type { Preset } from '../presets/preset';
import { PRESETS } from '../presets/presets';
import './preset-list.css';

interface PresetListProps {
  readonly chosen: Preset | undefined;
  readonly onChoose: (preset: Preset) => void;
}

export function PresetList({ chosen, onChoose }: PresetListProps) {
  const [query, setQuery] = useState('');
  const [current, setCurrent] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const found = useMemo(() => findPresets(PRESETS, query), [query]);

  const changeQuery = (typed: string) => {
    setQuery(typed);
    setCurrent(0);
  };
  const focusRow = (index: number) => list.current?.querySelectorAll('button')[index]?.focus();

  const onSearchKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') focusRow(0);
    // Without this, Enter would save the form.
    else if (event.key === 'Enter') {
      if (query.trim() !== '' && found[0]) onChoose(found[0]);
    }
    // Chromium does this by itself, Firefox does not.
    else if (event.key === 'Escape' && query !== '') changeQuery('');
    else return;
    event.preventDefault();
  };
  const onListKey = (event: KeyboardEvent) => {
    const last = found.length - 1;
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: last, Escape: -1 }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0) search.current?.focus();
    else focusRow(Math.min(to, last));
  };

  return (
    <div class="field presets">
      <input
        type="search"
        autocomplete="off"
        spellcheck={false}
        ref={search}
        aria-label={text('presetSearch')}
        placeholder={text('presetSearch')}
        value={query}
        onInput={({ currentTarget }) => changeQuery(currentTarget.value)}
        onKeyDown={onSearchKey}
      />
      <p class="hint" role="status">
        {found.length === 0 ? text('presetNone') : text('presetCount', String(found.length))}
      </p>
      <ul ref={list} onKeyDown={onListKey}>
        {found.map((preset, index) => (
          <li key={preset.id}>
            <PresetRow
              preset={preset}
              isChosen={preset === chosen}
              isCurrent={index === current}
              onFocus={() => setCurrent(index)}
              onChoose={() => onChoose(preset)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface PresetRowProps {
  readonly preset: Preset;
  readonly isChosen: boolean;
  /** The one row that the Tab key reaches. */
  readonly isCurrent: boolean;
  readonly onFocus: () => void;
  readonly onChoose: () => void;
}

function PresetRow({ preset, isChosen, isCurrent, onFocus, onChoose }: PresetRowProps) {
  const host = hostShown(preset);
  const hostId = `preset-${preset.id}-host`;
  return (
    <>
      <button
        type="button"
        tabIndex={isCurrent ? 0 : -1}
        aria-pressed={isChosen}
        aria-describedby={host && hostId}
        onFocus={onFocus}
        onClick={onChoose}
      >
        <span>{preset.name}</span>
      </button>
      {host && (
        <span class="place hint" id={hostId}>
          {host}
        </span>
      )}
    </>
  );
}
