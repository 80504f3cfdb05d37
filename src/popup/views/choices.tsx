/**
 * Chooses the profile for this site. Arrow keys only move; Enter, Space or a click picks. Each pick
 * puts a credential on the wire, so moving does not pick.
 */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import type { ProfileId } from '../../domain/profile';
import { text } from '../../platform/texts';
import { SchemeChips } from './scheme-chips';

interface ChoicesProps {
  readonly profiles: readonly ProfileSummary[];
  readonly picked: ProfileId | null;
  readonly onChoose: (profileId: ProfileId | null) => void;
}

export function Choices({ profiles, picked, onChoose }: ChoicesProps) {
  const group = useRef<HTMLFieldSetElement>(null);
  // Users open the popup to switch: the focus starts at the present choice.
  useEffect(() => {
    group.current?.querySelector<HTMLInputElement>(':checked')?.focus();
  }, []);

  function move(event: KeyboardEvent) {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const radios = [...(group.current?.querySelectorAll('input') ?? [])];
    const at = radios.findIndex((radio) => radio.matches(':focus'));
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
        onChange={onChoose}
        onKeyDown={({ key }) => {
          if (key === 'Enter') onChoose();
        }}
      />
      {children}
    </label>
  );
}
