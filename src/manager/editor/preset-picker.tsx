/** Fills in a new profile from an API's own documentation, with advice. */
import { useState } from 'preact/hooks';
import type { SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import { schemeName } from '../../ui/scheme-text';
import type { Preset } from '../presets/preset';
import { PRESETS } from '../presets/presets';
import type { EditorDraft } from './editor-draft';
import { type FromPreset, fromPreset, presetSites } from './from-preset';
import { isSameContent } from './to-profile-draft';

interface PresetPickerProps {
  readonly schemes: readonly SchemeSummary[];
  readonly draft: EditorDraft;
  readonly onChange: (change: Partial<EditorDraft>) => void;
  /** Called after the form has changed, to move the focus: the clicked button may be gone. */
  readonly onFilled: () => void;
}

interface Chosen extends FromPreset {
  readonly preset: Preset;
  /** The form before. */
  readonly before: EditorDraft;
}

export function PresetPicker({ schemes, draft, onChange, onFilled }: PresetPickerProps) {
  const [chosen, setChosen] = useState<Chosen>();
  const choose = (preset: Preset) => {
    const next = fromPreset(preset, draft, schemes);
    setChosen({ ...next, preset, before: draft });
    onChange(next.draft);
    onFilled();
  };
  const undo = ({ before: { sites, headers, template } }: Chosen) => {
    setChosen(undefined);
    onChange({ sites, headers, template });
    onFilled();
  };
  const takeSite = ({ preset }: Chosen) => {
    onChange({ sites: presetSites(preset, draft) });
    onFilled();
  };
  // Once the user has typed on, undoing would lose that.
  const isAsChosen =
    chosen !== undefined &&
    isSameContent({ ...draft, headers: chosen.draft.headers }, draft, schemes);

  return (
    <details>
      <summary>{text('formPresets')}</summary>
      <div class="stack">
        <div class="row">
          {PRESETS.map((preset) => (
            <button
              type="button"
              key={preset.id}
              aria-pressed={preset === chosen?.preset}
              onClick={() => choose(preset)}
            >
              {preset.name}
            </button>
          ))}
        </div>
        {chosen && (
          <div class="notice stack" role="status">
            <p>
              {chosen.preset.advice && `${text(chosen.preset.advice)} `}
              <a href={chosen.preset.link} target="_blank" rel="noreferrer">
                {text('presetLink')}
              </a>
            </p>
            {chosen.keptSite !== undefined && draft.sites === chosen.draft.sites && (
              <div class="row">
                <p>
                  {text('presetOtherSite', hostOf(chosen.preset.sites[0]), hostOf(chosen.keptSite))}
                </p>
                <button type="button" onClick={() => takeSite(chosen)}>
                  {text('presetUseSite')}
                </button>
              </div>
            )}
            {chosen.removed.length > 0 && isAsChosen && (
              <div class="row">
                <p>{text('presetRemoved', chosen.removed.map(schemeName).join(', '))}</p>
                <button type="button" onClick={() => undo(chosen)}>
                  {text('undo')}
                </button>
              </div>
            )}
          </div>
        )}
      </div>
    </details>
  );
}

/** Text that is no address stays as it is. */
function hostOf(typed = ''): string {
  return URL.parse(typed)?.host || typed;
}
