/** Lists the hosts on which the browser lets Keybearer work, and why, and gives access back. */
import { useState } from 'preact/hooks';
import type { OpenState } from '../../domain/app-state';
import {
  type GrantedHost,
  grantedHosts,
  losing,
  missingHosts,
  unneededHosts,
} from '../../domain/host-access';
import { EVERY_HOST } from '../../domain/match-pattern';
import type { Granted } from '../../platform/granted-access';
import { requestSites } from '../../platform/site-permissions';
import { text } from '../../platform/texts';
import { Field } from '../../ui/field';
import { Heading } from '../../ui/heading';
import { Problem } from '../../ui/problem';
import './access.css';
import { GiveBackDialog } from './give-back-dialog';
import { HostRow } from './host-row';
import { HostSection } from './host-section';
import { LeavingButton } from './leaving-button';
import { Names } from './named-by';
import { OptionalApis } from './optional-apis';
import { hostsText, hostText } from './pattern-text';
import { useGivingBack } from './use-giving-back';
import { useGranted } from './use-granted';

interface AccessViewProps {
  readonly state: OpenState;
}

export function AccessView({ state }: AccessViewProps) {
  const granted = useGranted();
  return (
    <section class="access">
      <div class="stack">
        <Heading>{text('navAccess')}</Heading>
        <p class="hint">{text('accessIntro')}</p>
      </div>
      {granted && <Lists state={state} granted={granted} />}
    </section>
  );
}

/** The number of hosts from which on a search is shown. */
const SEARCH_FROM = 8;

interface ListsProps extends AccessViewProps {
  readonly granted: Granted;
}

function Lists({ state: { profiles }, granted: { patterns, apis } }: ListsProps) {
  const giving = useGivingBack();
  const [asking, setAsking] = useState<GrantedHost>();
  const [query, setQuery] = useState('');
  const all = grantedHosts(patterns, profiles);
  const unneeded = unneededHosts(patterns, profiles);
  const missing = missingHosts(patterns, profiles);
  const everywhere = all.filter(({ host }) => host === EVERY_HOST);
  const needed = all.filter(({ host, namedBy }) => host !== EVERY_HOST && namedBy.length > 0);
  const isFound = ({ host, namedBy }: Pick<GrantedHost, 'host' | 'namedBy'>) =>
    [host, ...namedBy.map(({ profile }) => profile.name)].some((each) =>
      each.toLowerCase().includes(query.trim().toLowerCase()),
    );

  function giveBack(hosts: readonly GrantedHost[]) {
    void giving.hosts(
      hostsText(hosts),
      hosts.flatMap((each) => each.patterns),
    );
  }

  /** Asks first if a profile loses something by it. */
  function giveBackOne(entry: GrantedHost) {
    if (losing(entry.patterns, patterns, profiles).length > 0) setAsking(entry);
    else giveBack([entry]);
  }

  return (
    <>
      {/* Always present: a screen reader announces only changes of an existing output. */}
      <output class={giving.givenBack ? 'notice good' : 'nothing-said'}>{giving.givenBack}</output>
      {giving.problem && <Problem>{giving.problem}</Problem>}
      {all.length + missing.length >= SEARCH_FROM && (
        <Field label={text('popupSearch')} value={query} onInput={setQuery} />
      )}
      {everywhere.map((entry) => (
        <ul class="hosts" key={entry.patterns.join(' ')}>
          <HostRow
            host={entry.host}
            patterns={entry.patterns}
            action="accessGiveBack"
            onAct={() => giveBackOne(entry)}
          >
            <p class="hint">{text('accessEveryHostMeaning')}</p>
          </HostRow>
        </ul>
      ))}
      <HostSection
        title={text('accessUnneeded')}
        meaning={text('accessUnneededMeaning')}
        entries={unneeded.filter(isFound)}
        action={
          unneeded.length > 1 && (
            <LeavingButton onClick={() => giveBack(unneeded)}>
              {text('accessGiveAllBack')}
            </LeavingButton>
          )
        }
      >
        {(entry) => (
          <HostRow
            key={entry.host}
            host={entry.host}
            patterns={entry.patterns}
            action="accessGiveBack"
            onAct={() => giveBack([entry])}
          />
        )}
      </HostSection>
      <HostSection title={text('accessGranted')} entries={needed.filter(isFound)}>
        {(entry) => (
          <HostRow
            key={entry.host}
            host={entry.host}
            patterns={entry.patterns}
            action="accessGiveBack"
            onAct={() => giveBackOne(entry)}
          >
            <Names namedBy={entry.namedBy} />
          </HostRow>
        )}
      </HostSection>
      {all.length === 0 && <p>{text('accessNone')}</p>}
      <HostSection
        title={text('accessMissing')}
        meaning={text('accessMissingMeaning')}
        entries={missing.filter(isFound)}
      >
        {(entry) => (
          <HostRow
            key={entry.host}
            host={entry.host}
            action="accessAllow"
            onAct={() => void requestSites(entry.origins)}
          >
            <Names namedBy={entry.namedBy} />
          </HostRow>
        )}
      </HostSection>
      {apis.length > 0 && (
        <OptionalApis apis={apis} onGiveBack={(api, name) => void giving.api(name, api)} />
      )}
      {asking && (
        <GiveBackDialog
          host={hostText(asking.host)}
          losing={losing(asking.patterns, patterns, profiles)}
          onGiveBack={() => giveBack([asking])}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
