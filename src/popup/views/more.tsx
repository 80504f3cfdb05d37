/** What few need, and not at once: for the profile that is picked here. Loaded when it is opened. */
import type { AppState } from '../../domain/app-state';
import { type Origin, placementsAt } from '../../domain/site';
import type { ActiveTab } from '../../platform/active-tab';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { CopyHeader } from '../../ui/copy-header';

export interface MoreProps {
  readonly origin: Origin;
  readonly tab: ActiveTab;
  readonly state: AppState;
  readonly ask: Ask;
}

export function More({ origin, tab: { url = origin }, state, ask }: MoreProps) {
  const picked = state.profiles.find(({ id }) => id === state.picks[origin]);
  const set = (picked?.headers ?? []).filter(
    ({ status, paths }) =>
      status.state === 'installed' && placementsAt(origin, picked?.sites ?? [], paths).length > 0,
  );
  if (set.length === 0) return <p class="hint">{text('error_header_not_set')}</p>;
  return <CopyHeader origin={origin} url={url} headers={set} ask={ask} />;
}
