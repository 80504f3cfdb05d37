/** Performs a page's command in a turn, and tells all pages what has become of it. */
import { lockAfter } from '../app/guard';
import { notifyDue } from '../app/pages/notify-due';
import { readState } from '../app/pages/read-state';
import { showToolbar } from '../app/pages/show-toolbar';
import type { Ports } from '../app/ports';
import { InForceUnknown } from '../app/reconcile';
import type { Turns } from '../app/turns';
import type { OpenVault } from '../app/vault/commit';
import type { AppState } from '../domain/app-state';
import { AppError, type Failure, toFailure } from '../domain/errors';
import type { Command, Reply } from '../protocol/messages';
import { commands } from './commands';

/** A use case of one turn. @returns the vault, where it has it open. */
export type Act = (ports: Ports) => Promise<OpenVault | undefined>;

/** Commands that skip the queue. */
const TURN_OF: Readonly<Partial<Record<Command['type'], keyof Turns>>> = {
  'vault/lock': 'takeNow',
  'draft/keep': 'takeToKeep',
  'draft/discard': 'takeToKeep',
};

/** Publishes the state at the end of a turn. @param vault - Already open, where it is. */
export type Publish = (ports: Ports, vault?: OpenVault) => Promise<AppState>;

/** @param onState - Hears each state before the pages do. */
export function publisher(onState: (ports: Ports, state: AppState) => void): Publish {
  return async (own, vault) => {
    const state = await readState(own, vault).catch(async (error) => {
      await lockAfter(own, error);
      return readState(own);
    });
    onState(own, state);
    // Not awaited: the page that asked is answered now, and all pages hear of states in order.
    const told = [own.pages.publish(state), showToolbar(own.toolbar, state), notifyDue(own, state)];
    void Promise.all(told).catch(report);
    // An update restarts the extension, which locks: not while the user works with it.
    if (state.updateWaiting && state.vault !== 'unlocked') own.update.apply();
    return state;
  };
}

export interface Performer {
  /** Never rejects: a failure is part of the reply. */
  perform(command: Command): Promise<Reply>;
  /** Runs a use case that no page waits for. Never rejects: the state says what failed. */
  told(act: Act, turn?: 'takeAndPublish' | 'takeNow'): Promise<void>;
}

export function performer(turns: Turns, publish: Publish): Performer {
  return {
    perform(command) {
      // Cast: `command.type` names its handler.
      const handler = commands[command.type] as (own: Ports, command: Command) => ReturnType<Act>;
      const done = turns[TURN_OF[command.type] ?? 'takeAndPublish'](async (own): Promise<Reply> => {
        const draftsBefore = isTyping(command) ? await draftKeys(own) : '';
        const { vault, failure } = await attempt(own, () => handler(own, command));
        // Every key stroke keeps a draft, and pages show no more than which drafts there are.
        if (isTyping(command) && !failure && (await draftKeys(own)) === draftsBefore) {
          return { ok: true };
        }
        try {
          const state = await publish(own, vault);
          return failure ? { ok: false, failure, state } : { ok: true, state };
        } catch (error) {
          return { ok: false, failure: failure ?? toFailure(error) };
        }
      });
      // The gate itself can fail.
      return done.catch((error) => ({ ok: false, failure: toFailure(error) }));
    },

    told(act, turn = 'takeAndPublish') {
      const done = turns[turn](async (own) => {
        const { vault } = await attempt(own, () => act(own));
        await publish(own, vault);
      });
      return done.catch(report);
    },
  };
}

interface Attempt {
  readonly vault?: OpenVault | undefined;
  readonly failure?: Failure;
}

/** A failure is told by the state that follows, so the gate has its say before that. */
async function attempt(own: Ports, work: () => ReturnType<Act>): Promise<Attempt> {
  try {
    return { vault: await work() };
  } catch (error) {
    report(error);
    await lockAfter(own, error).catch(report);
    return { failure: toFailure(error) };
  }
}

function isTyping({ type }: Command): boolean {
  return TURN_OF[type] === 'takeToKeep';
}

async function draftKeys({ session }: Ports): Promise<string> {
  return Object.keys((await session.readNow()).drafts).join(' ');
}

/** An `AppError` is a known case that the user is told of. Any other error is a fault of ours. */
export function report(error: unknown): undefined {
  const cause = error instanceof InForceUnknown ? error.cause : error;
  if (!(cause instanceof AppError)) console.error(cause);
}
