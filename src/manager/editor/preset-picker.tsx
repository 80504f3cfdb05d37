/** Fills in a new profile from a provider's own documentation, with advice. */
import { useState } from 'preact/hooks';
import type { SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import { schemeName } from '../../ui/scheme-text';
import { presetsAt } from '../presets/find-presets';
import type { Preset } from '../presets/preset';
import { PRESETS } from '../presets/presets';
import type { EditorDraft } from './editor-draft';
import { type FromPreset, fromPreset, presetSites } from './from-preset';
import { PresetList } from './preset-list';
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
  const [isOpen, setOpen] = useState(false);
  const choose = (preset: Preset) => {
    const next = fromPreset(preset, draft, schemes);
    setChosen({ ...next, preset, before: draft });
    setOpen(false);
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
  const came = draft.sites.find(({ isKnown, fromTemplate }) => isKnown && !fromTemplate);
  const offered = chosen || !came ? [] : presetsAt(PRESETS, came.url);

  return (
    <div class="stack">
      {offered.length > 0 && (
        <div class="row">
          {offered.map((preset) => (
            <button type="button" key={preset.id} onClick={() => choose(preset)}>
              {text('presetOffer', preset.name)}
            </button>
          ))}
        </div>
      )}
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{text('formPresets')}</summary>
        <PresetList chosen={chosen?.preset} onChoose={choose} />
      </details>
      {chosen && (
        <div class="notice stack" role="status">
          <ChosenPreset preset={chosen.preset} needsSite={draft.sites[0]?.url.trim() === ''} />
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
  );
}

interface ChosenPresetProps {
  readonly preset: Preset;
  /** True while the form has no site. */
  readonly needsSite: boolean;
}

function ChosenPreset({ preset, needsSite }: ChosenPresetProps) {
  const { name, siteHints = [], advice, link } = preset;
  return (
    <>
      <p>
        <strong>{text('presetChosen', name)}</strong> {advice && `${text(advice)} `}
        <a href={link} target="_blank" rel="noreferrer">
          {text('presetLink')}
        </a>
      </p>
      {needsSite && siteHints.length > 0 && (
        <p>
          {text('presetSiteHint')} <span class="place">{siteHints.join(', ')}</span>
        </p>
      )}
    </>
  );
}

/** Text that is no address stays as it is. */
function hostOf(typed = ''): string {
  return URL.parse(typed)?.host || typed;
}
