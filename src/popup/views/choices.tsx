/**
 * Chooses the profile for this site. Arrow keys only move; Enter, Space or a click picks. Each pick
 * puts a credential on the wire, so moving does not pick.
 */

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { ProfileId } from '../../domain/profile';
import { text } from '../../platform/texts';
import { SchemeChips } from './scheme-chips';

/** A browser picks by all four, so none of them is left to it. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

interface ChoicesProps {
  readonly profiles: readonly ProfileSummary[];
  readonly picked: ProfileId | null;
  readonly onChoose: (profileId: ProfileId | null) => void;
}

export function Choices({ profiles, picked, onChoose }: ChoicesProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  function move(event: KeyboardEvent) {
    const step = STEPS[event.key];
    const radios = [...(group.current?.querySelectorAll('input') ?? [])];
    // Cast: another control of a row is not in the list.
    const at = radios.indexOf(event.target as HTMLInputElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    radios[(at + step + radios.length) % radios.length]?.focus();
  }

  return (
    <fieldset class="choices" ref={group} onKeyDown={move}>
      <legend>{text('popupWhoAmI')}</legend>
      <Choice checked={picked === null} onChoose={() => onChoose(null)}>
        <span class="name">{text('popupOff')}</span>
        <span class="hint">{text('popupOffMeaning')}</span>
      </Choice>
      {profiles.map(({ id, name, colour, headers }) => (
        <Choice key={id} checked={picked === id} onChoose={() => onChoose(id)}>
          <span class={`dot ${colour}`} aria-hidden="true" />
          <span class="name" title={name}>
            {name}
          </span>
          <SchemeChips headers={headers} />
        </Choice>
      ))}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}

function Choice({ checked, onChoose, children }: ChoiceProps) {
  return (
    <label class="choice">
      <input
        type="radio"
        name="pick"
        autocomplete="off"
        checked={checked}
        // Users open the popup to switch: the focus starts at the present choice.
        data-first={checked}
        onChange={onChoose}
        onKeyDown={({ key }) => {
          if (key === 'Enter') onChoose();
        }}
      />
      {children}
    </label>
  );
}
