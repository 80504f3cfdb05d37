/** The menu of a profile's row. Loaded when it is first opened. */
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import { text } from '../../platform/texts';
import { type RowEvents, rowActions } from './row-actions';
import { RowMenu } from './row-menu';

interface ProfileMenuProps {
  readonly profile: ProfileSummary;
  readonly schemes: readonly SchemeSummary[];
  readonly events: RowEvents;
  readonly opener: HTMLElement;
  readonly onClose: () => void;
}

export function ProfileMenu({ profile, schemes, events, opener, onClose }: ProfileMenuProps) {
  return (
    <RowMenu
      label={text('rowMenu', profile.name)}
      actions={rowActions(profile, schemes, events)}
      opener={opener}
      onClose={onClose}
    />
  );
}
