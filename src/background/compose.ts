/**
 * Ties the background together. Its parts need one another, so each gets the others as functions to
 * call later.
 */

import { loginTrials } from '../app/activity/login-trials';
import { observerOn } from '../app/activity/observer';
import { testRequests } from '../app/activity/test-requests';
import { watchedOrigins } from '../app/activity/watched-origins';
import { backups } from '../app/backup/backups';
import { type ClockFinding, clockRequests } from '../app/clocks/clock-requests';
import { allowedPicks } from '../app/headers/allowed-picks';
import { toolbarPainter } from '../app/pages/show-toolbar';
import type { BrowserPorts, Ports } from '../app/ports';
import { reconcile } from '../app/reconcile';
import { openedTabs, silentSites } from '../app/tokens/opened-tabs';
import { revocations } from '../app/tokens/revocations';
import { signIns } from '../app/tokens/sign-in';
import { tokenRequests } from '../app/tokens/token-requests';
import { turnsOn } from '../app/turns';
import type { Outcome, SeenRequest } from '../domain/seen-request';
import { eventHandlers } from './events';
import { performer, publisher, report } from './perform';

export function compose(browser: BrowserPorts) {
  const ports: Ports = {
    ...browser,
    tokens: tokenRequests(browser, {
      keep: (act) =>
        turns.takeToKeep(act).then(
          () => true,
          (error) => report(error) ?? false,
        ),
      take: (act) => turns.take(act),
      picksOf: allowedPicks,
      reconcileSoon: () => events.reconcileSoon(),
    }),
    revocations: revocations(browser, {
      renewals: () => ports.tokens.renewals(),
      run: (act) => runAndPublish(act),
      reconcile: () => runAndPublish(reconcile),
    }),
    tests: { rules: () => [...tests.rules(), ...trials.rules()] },
  };
  const publish = publisher((turnPorts, state) => {
    observer.setState(state);
    tests.setState(state);
    trials.setState(state);
    opened.setState(state, turnPorts.session);
    turnPorts.requests.watch(watchedOrigins(state));
    turnPorts.requests.watchAsked(silentSites(state));
    void painter.setState(state).catch(report);
  });
  const painter = toolbarPainter(browser);
  const turns = turnsOn(ports, publish);
  const saved = backups(browser, {
    take: turns.take,
    runAndPublish: (act) => runAndPublish(act),
  });
  const { perform, runAndPublish } = performer(turns, publish, {
    'backup/restore': saved.restore,
  });
  const events = eventHandlers(browser, { take: turns.take, runAndPublish });
  const tests = testRequests(browser, turns.take);
  const trials = loginTrials(browser, turns.take);
  const clocks = clockRequests(browser, { take: turns.take, runAndPublish });
  /** A server refused a signed header, and its answer has a time. Never rejects. */
  const noteRefusal = (...refusal: Parameters<typeof clocks.noteRefusal>): Promise<ClockFinding> =>
    clocks.noteRefusal(...refusal).catch((error) => report(error) ?? 'unproven');
  const observer = observerOn(browser, turns.take, {
    onSignature: (origin, sample) => void noteRefusal(origin, sample),
    onToken: () => events.reconcileSoon(),
    onSeen: (seen) => void painter.seenChanged(seen).catch(report),
  });
  const opened = openedTabs(turns.take, () => void events.tabShownSoon().catch(report));
  const { ownDomain } = browser.rules.browser;

  return {
    ...events,
    perform,
    noteRefusal,
    watchClosely: observer.watchClosely,
    seePage: observer.seePage,
    tabChanged(...changed: Parameters<typeof painter.tabChanged>): void {
      opened.tabChanged(changed[0]);
      void painter.tabChanged(...changed).catch(report);
    },
    useTab: opened.use,
    seeAskedPage: opened.see,
    runTest: tests.run,
    tryLogin: trials.run,
    backups: saved,

    /** Gives requests of our own to the tests, all others to the observer. */
    seeRequest(request: SeenRequest, outcome: Outcome): void {
      const { initiator = '' } = request;
      const isOwn = URL.canParse(initiator) && new URL(initiator).hostname === ownDomain;
      (isOwn ? tests : observer).see(request, outcome);
    },

    /** For a query that must see the effects of all commands before it. */
    inTurn: turns.take,

    signIns: signIns(browser, {
      take: turns.take,
      keep: turns.takeToKeep,
      reconcile: () => runAndPublish(reconcile),
    }),
  };
}
