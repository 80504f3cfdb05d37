/** Rare actions for the picked profile: copy its headers, send a test request. */
import type { OpenState } from '../../domain/app-state';
import { type Origin, placementsAt } from '../../domain/site';
import type { ActiveTab } from '../../platform/active-tab';
import { text } from '../../platform/texts';
import type { Ask } from '../../protocol/messages';
import { CopyHeader } from '../../ui/copy-header';
import { GetToken } from '../../ui/get-token';
import type { RemedyActions } from '../../ui/remedy-button';
import { TestRequest } from '../../ui/test-request';

export interface MoreProps {
  readonly origin: Origin;
  readonly tab: ActiveTab;
  readonly state: OpenState;
  readonly ask: Ask;
  readonly remedies: RemedyActions;
  /** Counts the user's clicks on Test in the verdict; each one runs a test. */
  readonly testsWanted: number;
}

export function More(props: MoreProps) {
  const { origin, tab, state, ask, remedies, testsWanted } = props;
  const { url = origin } = tab;
  const picked = state.profiles.find(({ id }) => id === state.picks[origin]);
  const set = (picked?.headers ?? []).filter(
    ({ status, paths }) =>
      status.state === 'installed' && placementsAt(origin, picked?.sites ?? [], paths).length > 0,
  );
  return (
    <div class="stack">
      {set.length === 0 ? (
        <p class="hint">{text('error_header_not_set')}</p>
      ) : (
        <CopyHeader origin={origin} url={url} headers={set} ask={ask} />
      )}
      <GetToken headers={picked?.headers ?? []} onGetToken={remedies.onGetToken} />
      <TestRequest
        address={url}
        hint={text('testHere')}
        wanted={testsWanted}
        ask={ask}
        actions={remedies}
      />
    </div>
  );
}
