/** The actions of a row's menu: those that its profile can do. Loaded with the menu. */
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeSummary } from '../../domain/credential';
import { END_CHOICES, type EndChoice } from '../../domain/pick-end';
import type { ProfileId } from '../../domain/profile';
import { tokenOriginsOf } from '../../domain/token-origins';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { replaceText } from '../replace-text';
import { waysToReplace } from '../ways-to-replace';
import type { RowAction } from './row-menu';

/** The panel of a row, for actions that have more to show. */
export type PanelKind = 'copy' | 'test';

export interface RowEvents {
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onReplace: (profileId: ProfileId) => void;
  readonly onDuplicate: (profile: ProfileSummary) => void;
  readonly onEverywhere: (profileId: ProfileId) => void;
  readonly onPanel: (profileId: ProfileId, kind: PanelKind) => void;
  /** Absent for a profile that is not what is sent here: it has nothing to end. */
  readonly onEnd: (profileId: ProfileId) => ((choice: EndChoice) => void) | undefined;
}

export function rowActions(
  profile: ProfileSummary,
  schemes: readonly SchemeSummary[],
  events: RowEvents,
): readonly RowAction[] {
  const { id, headers, sites } = profile;
  const replaceable = waysToReplace(profile, schemes).find(({ way }) => way.kind !== 'edit');
  const [first = '', ...others] = new Set(sites.map(({ origin }) => origin));
  const asked = tokenOriginsOf(headers);
  const lines: readonly (RowAction | false | undefined)[] = [
    { label: text('managerEdit'), onClick: () => events.onEdit(id) },
    replaceable && { label: replaceText(replaceable), onClick: () => events.onReplace(id) },
    { label: text('rowDuplicate'), onClick: () => events.onDuplicate(profile) },
    { label: text('copy'), onClick: () => events.onPanel(id, 'copy') },
    { label: text('rowTest'), onClick: () => events.onPanel(id, 'test') },
    ...endActions(events.onEnd(id)),
    others.length > 0 && {
      label: text('rowEverywhere', String(others.length + 1)),
      onClick: () => {
        events.onEverywhere(id);
        // Browsers ask only in the tick of the click. Chrome's prompt closes the popup.
        if (first !== '') void requestSites([first, ...others, ...asked]);
      },
    },
  ];
  return lines.filter((line) => typeof line === 'object');
}

function endActions(onEnd: ((choice: EndChoice) => void) | undefined): readonly RowAction[] {
  if (!onEnd) return [];
  return END_CHOICES.map((choice) => ({
    label: text(`rowEnd_${choice}`),
    onClick: () => onEnd(choice),
  }));
}
