/** Fills in a new profile from an API's own documentation, with advice. */
import { useState } from 'preact/hooks';
import type { SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import { type EditorDraft, newHeader, newSite } from './editor-draft';
import { PRESETS, type Preset } from './presets';

interface PresetPickerProps {
  readonly schemes: readonly SchemeSummary[];
  readonly onChoose: (draft: Partial<EditorDraft>) => void;
}

export function PresetPicker({ schemes, onChoose }: PresetPickerProps) {
  const [chosen, setChosen] = useState<Preset>();
  const choose = (preset: Preset) => {
    setChosen(preset);
    onChoose({
      name: preset.name,
      ...(preset.sites.length > 0 && { sites: preset.sites.map((site) => newSite(site)) }),
      headers: preset.headers.map(({ schemeId, paths, fields }) => {
        const scheme = schemes.find(({ id }) => id === schemeId);
        const header = newHeader(scheme, paths.join(' '));
        return { ...header, fields: { ...header.fields, ...fields } };
      }),
    });
  };
  return (
    <details>
      <summary>{text('formPresets')}</summary>
      <div class="stack">
        <div class="row">
          {PRESETS.map((preset) => (
            <button
              type="button"
              key={preset.id}
              aria-pressed={preset === chosen}
              onClick={() => choose(preset)}
            >
              {preset.name}
            </button>
          ))}
        </div>
        {chosen && (
          <p class="notice" role="status">
            {text(chosen.advice)}{' '}
            <a href={chosen.link} target="_blank" rel="noreferrer">
              {text('presetLink')}
            </a>
          </p>
        )}
      </div>
    </details>
  );
}
