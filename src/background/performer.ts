/** Does one thing after the other, and tells the pages what has become of it. */
import { observerOn, watchedOrigins } from '../app/activity/observer';
import { testRequests } from '../app/activity/test-requests';
import { clearIfDue } from '../app/clipboard/clear-clipboard';
import { type ClockFinding, clockRequests } from '../app/clocks/clock-requests';
import { pickNext } from '../app/headers/pick-next';
import { isReasonToLock } from '../app/lock/is-reason-to-lock';
import { lock } from '../app/lock/lock';
import { notifyDue } from '../app/pages/notify-due';
import { readState } from '../app/pages/read-state';
import { showToolbar } from '../app/pages/show-toolbar';
import type { BrowserPorts, Ports } from '../app/ports';
import { reconcile } from '../app/reconcile';
import { changeSettings } from '../app/settings';
import { signIns } from '../app/tokens/sign-in';
import { tokenRequests } from '../app/tokens/token-requests';
import { type Turns, turnsOn } from '../app/turns';
import type { OpenVault } from '../app/vault/commit';
import { openVault } from '../app/vault/open-vault';
import type { AppState } from '../domain/app-state';
import { AppError, type Failure, toFailure } from '../domain/errors';
import type { LockReason } from '../domain/lock-reason';
import type { Outcome, SeenRequest } from '../domain/seen-request';
import type { Origin } from '../domain/site';
import type { CommandName } from '../platform/commands';
import type { Command, Reply } from '../protocol/messages';
import { commands } from './commands';

type Act = (ports: Ports) => Promise<OpenVault | undefined>;

/** Of the commands that do not wait for all that came before them. */
const TURN_OF: Readonly<Partial<Record<Command['type'], keyof Turns>>> = {
  'vault/lock': 'takeNow',
  'draft/keep': 'takeToKeep',
  'draft/discard': 'takeToKeep',
};

export function performerFor(browser: BrowserPorts) {
  const { ownDomain } = browser.rules.browser;
  const ports: Ports = {
    ...browser,
    tokens: tokenRequests(browser, {
      keep: (act) =>
        turns.takeToKeep(act).then(
          () => true,
          (error) => report(error) ?? false,
        ),
      reconcileSoon: () => soon(reconcile),
    }),
    tests: { rules: () => tests.rules() },
  };
  const turns = turnsOn(ports);
  const tests = testRequests(browser, turns.take);
  const clocks = clockRequests(browser, { take: turns.take, told: (act) => told(act) });
  /** A server has refused what was signed for it, at a time that its answer tells. Never rejects. */
  const noteRefusal = (...refusal: Parameters<typeof clocks.noteRefusal>): Promise<ClockFinding> =>
    clocks.noteRefusal(...refusal).catch((error) => report(error) ?? 'unproven');
  const observer = observerOn(
    browser,
    turns.take,
    (origin, sample) => void noteRefusal(origin, sample),
  );

  /** The state after whatever has just been done; pages that could not be told will ask. */
  async function publishState(own: Ports, vault?: OpenVault): Promise<AppState> {
    const state = await readState(own, vault);
    observer.know(state);
    tests.know(state);
    own.requests.watch(watchedOrigins(state));
    // Not waited for: whoever has asked is answered, and the others hear of it in order.
    const told = [own.pages.publish(state), showToolbar(own.toolbar, state), notifyDue(own, state)];
    void Promise.all(told).catch(report);
    // Installing it restarts the extension, which locks: not while somebody works with it.
    if (state.updateWaiting && state.vault !== 'unlocked') own.update.apply();
    return state;
  }

  /** Never rejects: its failure is told by the state, not thrown at nobody. */
  function told(act: Act, turn: 'take' | 'takeNow' = 'take'): Promise<void> {
    return turns[turn](async (own) => {
      const vault = await act(own).catch(report);
      await publishState(own, vault).catch(report);
    });
  }

  /** What no page waits for. */
  function soon(act: Act, turn?: 'take' | 'takeNow'): void {
    void told(act, turn);
  }

  return {
    async perform(command: Command): Promise<Reply> {
      // Cast: `command.type` names its handler.
      const handler = commands[command.type] as (own: Ports, command: Command) => ReturnType<Act>;
      return turns[TURN_OF[command.type] ?? 'take'](async (own) => {
        let failure: Failure | undefined;
        const draftsBefore = isTyping(command) ? await draftKeys(own) : '';
        const vault = await handler(own, command).catch((error) => {
          failure = toFailure(error);
          return report(error);
        });
        // Typing goes on and on, and pages are told of it no more than which forms there are.
        if (isTyping(command) && !failure && (await draftKeys(own)) === draftsBefore) {
          return { ok: true };
        }
        try {
          const state = await publishState(own, vault);
          return failure ? { ok: false, failure, state } : { ok: true, state };
        } catch (error) {
          return { ok: false, failure: failure ?? toFailure(error) };
        }
      });
    },

    /** What becomes of a request: our own are those of a test, or of nobody's business. */
    seeRequest(request: SeenRequest, outcome: Outcome): void {
      const { initiator = '' } = request;
      const isOwn = URL.canParse(initiator) && new URL(initiator).hostname === ownDomain;
      (isOwn ? tests : observer).see(request, outcome);
    },

    seePage: observer.seePage,
    look: observer.look,

    runTest: tests.run,

    /** What is read after all that was sent before it has been done. */
    inTurn: turns.take,

    signIns: signIns(browser, {
      take: turns.take,
      keep: turns.takeToKeep,
      reconcile: () => told(reconcile),
    }),

    noteRefusal,

    /** A keyboard shortcut of the browser's. */
    press(name: CommandName, origin: Origin | undefined): void {
      if (name === 'lock') soon((own) => lock(own), 'takeNow');
      if (name === 'pause') soon(togglePause);
      if (name === 'next-profile' && origin) soon((own) => pickNext(own, origin));
    },

    reconcileSoon: () => soon(reconcile),

    /** Nothing that a page shows has to do with it. */
    clearClipboardSoon(): void {
      void turns.take(clearIfDue).catch(report);
    },

    /** A site that nobody has worked on may want its token again; all else is in force as it is. */
    async tabShownSoon(): Promise<void> {
      const { tokens } = await ports.session.read();
      if (Object.keys(tokens).length > 0) soon(reconcile);
    },

    /** The user has left the computer, or locked it. */
    async lockSoon(reason: 'idle' | 'computer-locked'): Promise<void> {
      if (!(await isReasonToLock(ports, reason))) return;
      soon((own) => lock(own, reason), 'takeNow');
    },

    /**
     * A message that is not from a page of ours, or is none of ours. Published with the next state:
     * whoever sends thousands must not have thousands of states made.
     */
    noteRefused(): void {
      void turns
        .take(async ({ session }) => {
          const { refusedMessages } = await session.read();
          await session.write({ refusedMessages: refusedMessages + 1 });
        })
        .catch(report);
    },

    /** The browser or Keybearer itself is another version than before; the session is a new one. */
    noteUpdate: (reason: LockReason) =>
      soon(async ({ session }) => {
        const { dataKey } = await session.read();
        if (!dataKey) await session.write({ lockedBy: reason });
      }),

    noteUpdateWaiting: () =>
      soon(async ({ session }) => {
        await session.write({ updateWaiting: true });
      }),
  };
}

function isTyping({ type }: Command): boolean {
  return TURN_OF[type] === 'takeToKeep';
}

async function togglePause(ports: Ports): Promise<OpenVault> {
  const { content } = await openVault(ports);
  return changeSettings(ports, { paused: !content.settings.paused });
}

async function draftKeys({ session }: Ports): Promise<string> {
  return Object.keys((await session.read()).drafts).join(' ');
}

/** An `AppError` is a case we know and have told; anything else is ours to mend. */
function report(error: unknown): undefined {
  if (!(error instanceof AppError)) console.error(error);
}
