/** The actions of a row's menu: those that its profile can do. Loaded with the menu. */
import type { ProfileSummary } from '../../domain/app-state';
import type { SchemeId, SchemeSummary } from '../../domain/credential';
import type { HeaderSpecId, ProfileId } from '../../domain/profile';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import type { RowAction } from './row-menu';

/** Their secret is called a token. */
const TOKENS: readonly SchemeId[] = ['bearer', 'token'];

/** The panel of a row, for actions that have more to show. */
export type PanelKind = 'copy' | 'test' | 'token';

export interface RowEvents {
  readonly onEdit: (profileId: ProfileId) => void;
  readonly onReplace: (profileId: ProfileId) => void;
  readonly onSignIn: (headerId: HeaderSpecId) => void;
  readonly onDuplicate: (profile: ProfileSummary) => void;
  readonly onEverywhere: (profileId: ProfileId) => void;
  readonly onPanel: (profileId: ProfileId, kind: PanelKind) => void;
}

export function rowActions(
  profile: ProfileSummary,
  schemes: readonly SchemeSummary[],
  events: RowEvents,
): readonly RowAction[] {
  const { id, headers, sites } = profile;
  const replaceable = headers.find(({ schemeId }) => isReplaceable(schemeId, schemes));
  const signedOut = headers.find(({ signedIn }) => signedIn === false);
  const origins = [...new Set(sites.map(({ origin }) => origin))];
  const asked = headers.flatMap(({ tokenOrigins }) => tokenOrigins);
  const [first = '', ...others] = origins;
  const lines: readonly (RowAction | false | undefined)[] = [
    { label: text('managerEdit'), onClick: () => events.onEdit(id) },
    replaceable && {
      label: text(TOKENS.includes(replaceable.schemeId) ? 'replaceToken' : 'rotationReplace'),
      onClick: () => events.onReplace(id),
    },
    signedOut && { label: text('signInBegin'), onClick: () => events.onSignIn(signedOut.id) },
    headers.some(({ getsToken }) => getsToken) && {
      label: text('getToken'),
      onClick: () => events.onPanel(id, 'token'),
    },
    { label: text('rowDuplicate'), onClick: () => events.onDuplicate(profile) },
    { label: text('copy'), onClick: () => events.onPanel(id, 'copy') },
    { label: text('rowTest'), onClick: () => events.onPanel(id, 'test') },
    others.length > 0 && {
      label: text('rowEverywhere', String(origins.length)),
      onClick: () => {
        events.onEverywhere(id);
        // Browsers ask only in the tick of the click. Chrome's prompt closes the popup.
        if (first !== '') void requestSites([first, ...others, ...asked]);
      },
    },
  ];
  return lines.filter((line) => typeof line === 'object');
}

/** Whether another secret can take the place of the stored one without a form. */
function isReplaceable(id: string, schemes: readonly SchemeSummary[]): boolean {
  const scheme = schemes.find((each) => each.id === id);
  const secrets = scheme?.fields.filter(({ kind }) => kind.startsWith('secret')) ?? [];
  return secrets.length === 1 && scheme?.signIn === undefined;
}
