/**
 * Chooses the profile for this site. Arrow keys only move; Enter, Space or a click picks. Each pick
 * puts a credential on the wire, so moving does not pick.
 */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import type { ProfileId } from '../../domain/profile';
import { text } from '../../platform/texts';
import { onDemandView } from './on-demand';
import type { RowEvents } from './row-actions';
import { SchemeChips } from './scheme-chips';

const ProfileMenu = onDemandView((views) => views.ProfileMenu);

/** A browser picks by all four, so none of them is left to it. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** The choice of no profile but the extras that are on. */
export const EXTRAS_ALONE = 'extras-alone';

/** Null: off. */
export type Choice = ProfileId | typeof EXTRAS_ALONE | null;

interface ChoicesProps {
  /** Without extras. */
  readonly profiles: readonly ProfileSummary[];
  readonly picked: Choice;
  /** Whether extras may go alone. Absent: the site has none. */
  readonly extrasAlone?: boolean | undefined;
  readonly onChoose: (choice: Choice) => void;
  /** For the menu of a row. */
  readonly schemes: readonly SchemeSummary[];
  readonly events: RowEvents;
}

export function Choices(props: ChoicesProps) {
  const { profiles, picked, extrasAlone, onChoose, schemes, events } = props;
  const group = useRef<HTMLFieldSetElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    const radios = [
      ...(group.current?.querySelectorAll<HTMLInputElement>('input:not([disabled])') ?? []),
    ];
    // Cast: another control of a row is not in the list.
    const at = radios.indexOf(event.target as HTMLInputElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    radios[(at + step + radios.length) % radios.length]?.focus();
  }

  return (
    <fieldset class="choices" ref={group} onKeyDown={onKeyDown}>
      <legend>{text('popupWhoAmI')}</legend>
      <ChoiceLine checked={picked === null} onChoose={() => onChoose(null)}>
        <span class="name">{text('popupOff')}</span>
        <span class="hint">{text('popupOffMeaning')}</span>
      </ChoiceLine>
      {profiles.map((profile) => (
        <Row key={profile.id} {...{ profile, schemes, events }}>
          <ChoiceLine
            checked={picked === profile.id}
            noDigit={profile.production !== undefined}
            onChoose={() => onChoose(profile.id)}
          >
            <span class={`dot ${profile.colour}`} aria-hidden="true" />
            <span class="name" title={profile.name}>
              {profile.name}
            </span>
            <SchemeChips
              headers={profile.headers}
              isProduction={profile.production !== undefined}
            />
          </ChoiceLine>
        </Row>
      ))}
      {/* Last, so that the digits of the profiles stay. */}
      {extrasAlone !== undefined && (
        <ChoiceLine
          checked={picked === EXTRAS_ALONE}
          disabled={!extrasAlone}
          noDigit
          onChoose={() => onChoose(EXTRAS_ALONE)}
        >
          <span class="name">{text('popupExtrasAlone')}</span>
          <span class="hint">{text('popupExtrasAloneMeaning')}</span>
        </ChoiceLine>
      )}
    </fieldset>
  );
}

/** The keys of a context menu, and the one of a button with a menu. */
function opensMenu({ key, shiftKey, target }: KeyboardEvent, button: HTMLElement | null): boolean {
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return true;
  return key === 'ArrowDown' && target === button;
}

interface RowProps extends Pick<ChoicesProps, 'schemes' | 'events'> {
  readonly profile: ProfileSummary;
  readonly children: ComponentChildren;
}

export const rowId = (id: ProfileId) => `row-${id}`;

/** A choice with its menu. */
export function Row({ profile, schemes, events, children }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function onKeyDown(event: KeyboardEvent) {
    if (!opensMenu(event, button.current)) return;
    event.preventDefault();
    setOpen(true);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are of the controls in it.
    <div class="choice-row" id={rowId(profile.id)} onKeyDown={onKeyDown}>
      {children}
      <button
        class="quiet"
        type="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={text('rowMenu', profile.name)}
        onClick={() => setOpen(true)}
      >
        ⋯
      </button>
      {isOpen && button.current && (
        <ProfileMenu
          {...{ profile, schemes, events }}
          opener={button.current}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

interface ChoiceLineProps {
  readonly checked: boolean;
  readonly disabled?: boolean;
  /** The keys 0 to 9 do not count it: nor do they a production profile. */
  readonly noDigit?: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}

function ChoiceLine({ checked, disabled = false, noDigit, onChoose, children }: ChoiceLineProps) {
  return (
    <label class="choice">
      <input
        type="radio"
        name="pick"
        autocomplete="off"
        checked={checked}
        disabled={disabled}
        // Users open the popup to switch: the focus starts at the present choice.
        data-first={checked}
        data-no-digit={noDigit || undefined}
        onChange={onChoose}
        onKeyDown={({ key }) => {
          if (key === 'Enter') onChoose();
        }}
      />
      {children}
    </label>
  );
}
