/** Offers to give back hosts that no profile names any more. It gives nothing back by itself. */
import { useMemo } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import { unneededHosts } from '../../domain/host-access';
import { text } from '../../platform/texts';
import { Problem } from '../../ui/problem';
import type { Route } from '../route';
import './access.css';
import { LeavingButton } from './leaving-button';
import { hostsText } from './pattern-text';
import { useGivingBack } from './use-giving-back';
import { useGranted } from './use-granted';
import { useKeptAccess } from './use-kept-access';
import { useOver } from './use-over';

interface AccessOfferProps {
  readonly state: OpenState;
  readonly page: Route['page'];
}

/** The list of hosts says it itself, and a form may have asked for a host that it names once saved. */
const QUIET_ON: readonly Route['page'][] = ['access', 'profile', 'new-profile', 'sign-in'];

export function AccessOffer({ state, page }: AccessOfferProps) {
  const granted = useGranted();
  const giving = useGivingBack();
  // Until then the profile may come back, and with it the need.
  const isSettled = useOver(state.undo?.endsAt);
  const unneeded = useMemo(
    () => granted && unneededHosts(granted.patterns, state.profiles),
    [granted, state.profiles],
  );
  const { kept, keep } = useKeptAccess(unneeded?.flatMap(({ patterns }) => patterns));
  const isQuiet = !isSettled || QUIET_ON.includes(page);
  const offered = (!isQuiet && kept && unneeded) || [];
  const asked = offered.filter(({ patterns }) => !patterns.every((each) => kept?.includes(each)));
  const patterns = asked.flatMap((each) => each.patterns);
  const said = asked.length > 0 ? text('accessOffer', hostsText(asked)) : giving.givenBack;

  return (
    <>
      <div class={said && !isQuiet ? 'row line notice quietly' : 'nothing-said'}>
        {/* Always present: a screen reader announces only changes of an existing output. */}
        <output>{!isQuiet && said}</output>
        {asked.length > 0 && (
          <>
            <LeavingButton
              onClick={() => {
                void giving.hosts(hostsText(asked), patterns);
                // Access that the browser does not take back is not offered again.
                keep(patterns);
              }}
            >
              {text('accessGiveBack')}
            </LeavingButton>
            <LeavingButton onClick={() => keep(patterns)}>{text('accessKeep')}</LeavingButton>
          </>
        )}
      </div>
      {giving.problem && !isQuiet && <Problem>{giving.problem}</Problem>}
    </>
  );
}
