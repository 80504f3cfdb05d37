/** One profile in the list: a row of 44 px, and below it all about the profile if the row is open. */
import { Component } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { OpenState, ProfileSummary } from '../../domain/app-state';
import { isSentAt } from '../../domain/extras';
import type { Origin } from '../../domain/site';
import { text } from '../../platform/texts';
import type { Ask, Command } from '../../protocol/messages';
import { pickCommand } from '../../ui/pick-command';
import { schemeShort } from '../../ui/scheme-text';
import { ProfileDetails } from './profile-details';
import { RowMark } from './row-mark';
import { onlyOriginOf, RowPlace } from './row-place';
import type { RowState } from './row-state';
import type { Row } from './selection';

/** The same object for every drawing of the list. */
export interface RowActions {
  readonly act: (command: Command) => void;
  readonly ask: Ask;
  readonly onSelect: (row: Row, isSelected: boolean, isRange: boolean) => void;
  readonly onDuplicate: (profile: ProfileSummary) => void;
  readonly onShare: (profile: ProfileSummary) => void;
  readonly onDelete: (row: Row) => void;
}

export interface ProfileRowProps {
  readonly row: Row;
  readonly profile: ProfileSummary;
  readonly state: OpenState;
  readonly rowState: RowState;
  /** The site that the heading above the row names. Absent: there is none. */
  readonly place: Origin | undefined;
  /** Absent: the row cannot be selected. */
  readonly isSelected: boolean | undefined;
  readonly isSaved: boolean;
  /** The row opens by itself once this is true, and stays as the user leaves it. */
  readonly opens: boolean;
  readonly actions: RowActions;
}

/** Draws a row again only if it has changed: the list may have thousands. */
export class ProfileRow extends Component<ProfileRowProps> {
  override shouldComponentUpdate(next: ProfileRowProps): boolean {
    // Cast: these are the keys of the props.
    const keys = Object.keys(next) as (keyof ProfileRowProps)[];
    const isSame = (key: keyof ProfileRowProps) =>
      key === 'row' ? next.row.key === this.props.row.key : next[key] === this.props[key];
    return !keys.every(isSame);
  }

  override render(props: ProfileRowProps) {
    return <DrawnRow {...props} />;
  }
}

function DrawnRow(props: ProfileRowProps) {
  const { row, profile, state, rowState, isSelected, isSaved, opens, actions } = props;
  const [isOpen, setOpen] = useState(opens);
  const item = useRef<HTMLLIElement>(null);
  const id = useId();
  useEffect(() => {
    if (opens) setOpen(true);
  }, [opens]);
  useEffect(() => {
    if (isSaved) item.current?.scrollIntoView({ block: 'center' });
  }, [isSaved]);
  const { name, colour, headers } = profile;
  const { place = onlyOriginOf(profile) } = props;
  const isUsedThere = place !== undefined && isSentAt(state, profile, place);
  const isUnsaved = state.drafts.includes(profile.id);
  return (
    <li class={isSaved ? 'profile saved' : 'profile'} id={domIdOf(row)} ref={item}>
      <div class="profile-head">
        {isSelected !== undefined && (
          <input
            type="checkbox"
            autocomplete="off"
            aria-label={text('listSelect', name)}
            checked={isSelected}
            onClick={({ currentTarget, shiftKey }) =>
              actions.onSelect(row, currentTarget.checked, shiftKey)
            }
          />
        )}
        <span class={`dot ${colour}`} aria-hidden="true" title={text(`colour_${colour}`)} />
        <button
          class="profile-name"
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-details` : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <span class="name" id={id}>
            {name}
          </span>
          <RowPlace profile={profile} isUnderSite={props.place !== undefined} />
        </button>
        {profile.isExtra && <span class="chip">{text('extraChip')}</span>}
        {profile.production && <span class="chip">{text('productionChip')}</span>}
        {isUnsaved && <span class="chip attention">{text('managerUnsaved')}</span>}
        {headers.map((header) => (
          <span class={header.isOff ? 'chip off' : 'chip'} key={header.id}>
            <span>{schemeShort(header.schemeId)}</span>
            {header.isOff && ` ${text('compareOff')}`}
          </span>
        ))}
        <RowMark {...{ profile, isSaved }} state={rowState} describedBy={id} />
        {place && !isOpen && (
          <button
            type="button"
            aria-describedby={id}
            onClick={() => actions.act(pickCommand(place, profile, !isUsedThere))}
          >
            {text(isUsedThere ? 'managerStop' : 'managerUse')}
          </button>
        )}
        <a href={`#/profile/${profile.id}`} aria-describedby={id}>
          {text(isUnsaved ? 'managerContinue' : 'managerEdit')}
        </a>
      </div>
      {isOpen && (
        <div class="profile-details" id={`${id}-details`}>
          <ProfileDetails
            profile={profile}
            state={state}
            describedBy={id}
            act={actions.act}
            ask={actions.ask}
            onDuplicate={() => actions.onDuplicate(profile)}
            onShare={() => actions.onShare(profile)}
            onDelete={() => actions.onDelete(row)}
          />
        </div>
      )}
    </li>
  );
}

/** The button that opens the row has the focus after another row is deleted. */
export function focusRow(row: Row): void {
  document.getElementById(domIdOf(row))?.querySelector<HTMLElement>('.profile-name')?.focus();
}

function domIdOf({ key }: Row): string {
  return `row ${key}`.replaceAll(/\s+/g, '_');
}
