/**
 * Logs in once because a user wants to see the shape of the answer. The values of the answer stay in the
 * scheme, which drops them, and nothing is stored.
 *
 * The request runs beside the queue, so that no lock waits for a server. The rule for our own requests
 * covers its address as long as it runs, also for a login that is not saved.
 */
import type { AppState } from '../../domain/app-state';
import type { CredentialFields } from '../../domain/credential';
import { AppError, toFailure } from '../../domain/errors';
import type { Discovered } from '../../domain/proposal';
import type { Origin } from '../../domain/site';
import type { TriedLogin } from '../../domain/tried-login';
import { ownRequestRules } from '../../rules/own-requests';
import type { RuleContent } from '../../rules/rule';
import { findScheme } from '../../schemes';
import type { Trial } from '../../schemes/auth-scheme';
import { syncRules } from '../headers/sync-rules';
import type { BrowserPorts, Ports, RunningTests } from '../ports';
import { reconcile } from '../reconcile';
import type { OpenVault } from '../vault/commit';
import { openVault } from '../vault/open-vault';

/** A login as typed, or the stored one of a header, unchanged. */
export type AskedLogin =
  | { readonly schemeId: string; readonly fields: CredentialFields }
  | { readonly headerId: string };

export interface LoginTrials extends RunningTests {
  /** A lock ends the trials: their answers go nowhere. */
  setState(state: Pick<AppState, 'vault'>): void;
  run(asked: AskedLogin): Promise<Discovered<TriedLogin>>;
}

/** Runs in a turn. */
type Take = <T>(act: (ports: Ports) => Promise<T>) => Promise<T>;

interface RunningTrial {
  rules: readonly RuleContent[];
  /** Aborted by a lock, and with it the request. */
  readonly locking: AbortController;
}

export function loginTrials(ports: BrowserPorts, take: Take): LoginTrials {
  const running = new Set<RunningTrial>();

  async function ask(asked: AskedLogin): Promise<TriedLogin> {
    const own: RunningTrial = { rules: [], locking: new AbortController() };
    const { signal } = own.locking;
    try {
      const trial = await take(async (turnPorts) => {
        const vault = await openVault(turnPorts);
        const found = trialIn(vault, asked);
        await refuseUnlessAllowed(turnPorts, found);
        own.rules = ownRequestRules([found.url], turnPorts.rules.browser);
        running.add(own);
        await syncRules(turnPorts, vault);
        return found;
      });
      signal.throwIfAborted();
      const tried = await trial.ask(endedBy(signal, ports));
      signal.throwIfAborted();
      return tried;
    } catch (error) {
      // An aborted request fails like one without an answer.
      throw signal.aborted ? signal.reason : error;
    } finally {
      if (running.delete(own)) await take(async (turnPorts) => void (await reconcile(turnPorts)));
    }
  }

  return {
    rules: () => [...running].flatMap(({ rules }) => rules),

    setState({ vault }) {
      if (vault === 'unlocked') return;
      for (const each of running) {
        each.rules = [];
        each.locking.abort(new AppError('vault-locked', 'locked while the login was tried'));
      }
    },

    async run(asked) {
      try {
        return { ok: true, found: await ask(asked) };
      } catch (error) {
        return { ok: false, failure: toFailure(error) };
      }
    },
  };
}

/** @throws AppError `credential-invalid` naming the field; `profile-unknown` if there is nothing to try. */
function trialIn({ content }: OpenVault, asked: AskedLogin): Trial {
  const { schemeId, fields } = 'headerId' in asked ? storedLogin(content, asked.headerId) : asked;
  const trial = findScheme(schemeId).grant?.trial?.(fields);
  if (!trial) throw new AppError('profile-unknown', 'a scheme without a login');
  return trial;
}

function storedLogin({ profiles }: OpenVault['content'], headerId: string) {
  const headers = profiles.flatMap((profile) => profile.headers);
  const header = headers.find(({ id }) => id === headerId);
  if (!header) throw new AppError('profile-unknown', 'the header is gone');
  const { schemeId, credential } = header;
  return { schemeId, fields: findScheme(schemeId).fieldsOf(credential) };
}

/** @throws AppError `discovery-not-allowed` */
async function refuseUnlessAllowed({ permissions }: Ports, { url }: Trial): Promise<void> {
  // Cast: `Origin` is the form that the URL parser writes.
  const origin = new URL(url).origin as Origin;
  const allowed = await permissions.allowed([origin]);
  if (!allowed.has(origin)) throw new AppError('discovery-not-allowed', origin);
}

/** The same ports; the signal ends each of their requests, too. */
function endedBy(signal: AbortSignal, { now, fetch, fetchSeeingRedirects }: BrowserPorts) {
  const ended =
    (send: typeof globalThis.fetch): typeof globalThis.fetch =>
    (input, init = {}) =>
      send(input, { ...init, signal: AbortSignal.any([signal, init.signal ?? signal]) });
  return { now, fetch: ended(fetch), fetchSeeingRedirects: ended(fetchSeeingRedirects) };
}
