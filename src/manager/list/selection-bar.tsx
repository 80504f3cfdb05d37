/** The actions for the selected profiles. */
import { useId, useRef, useState } from 'preact/hooks';
import type { ProfileSummary } from '../../domain/app-state';
import { COLOURS } from '../../domain/profile';
import { text } from '../../platform/texts';
import type { Command } from '../../protocol/messages';
import { sharedSite } from './selection';
import { hostText } from './site-name';

interface SelectionBarProps {
  /** In the order of the list. */
  readonly profiles: readonly ProfileSummary[];
  readonly isAnyInUse: boolean;
  readonly act: (command: Command) => void;
  readonly onShare: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

export function SelectionBar({ profiles, isAnyInUse, ...on }: SelectionBarProps) {
  const [isColouring, setColouring] = useState(false);
  const colourButton = useRef<HTMLButtonElement>(null);
  const id = useId();
  const profileIds = profiles.map((profile) => profile.id);
  const shared = sharedSite(profiles);
  const pickMany = (isPicked: boolean) => on.act({ type: 'pick/many', profileIds, isPicked });
  return (
    <section class="selection-bar" aria-label={text('listSelected', String(profiles.length))}>
      <div class="row">
        <strong>{text('listSelected', String(profiles.length))}</strong>
        <button class="quiet" type="button" onClick={on.onClear}>
          {text('listClearSelection')}
        </button>
      </div>
      <div class="row">
        <button
          type="button"
          aria-disabled={shared !== undefined}
          aria-describedby={shared && `${id}-shared`}
          onClick={() => shared || pickMany(true)}
        >
          {text('listUse')}
        </button>
        <button
          type="button"
          aria-disabled={!isAnyInUse}
          onClick={() => isAnyInUse && pickMany(false)}
        >
          {text('listStop')}
        </button>
        <button
          type="button"
          ref={colourButton}
          aria-expanded={isColouring}
          onClick={() => setColouring(!isColouring)}
        >
          {text('formColour')}
        </button>
        <button type="button" onClick={on.onShare}>
          {text('shareAction')}
        </button>
        <button type="button" onClick={on.onDelete}>
          {text('managerDelete')}
        </button>
      </div>
      {isColouring && (
        <div class="row">
          {COLOURS.map((colour) => (
            <button
              key={colour}
              class="colour"
              type="button"
              onClick={() => {
                on.act({ type: 'profile/colour', profileIds, colour });
                setColouring(false);
                colourButton.current?.focus();
              }}
            >
              <span class={`dot ${colour}`} aria-hidden="true" />
              {text(`colour_${colour}`)}
            </button>
          ))}
        </div>
      )}
      {shared && (
        <p class="hint" id={`${id}-shared`}>
          {text('listShared', hostText(shared))}
        </p>
      )}
    </section>
  );
}
