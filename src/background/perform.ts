/** Performs a page's command in a turn, then publishes the state to all pages. */
import { isOverdue } from '../app/absence/deadline';
import { lockAfter } from '../app/guard';
import { mustLeave } from '../app/headers/next-leave';
import { notifyDue } from '../app/pages/notify-due';
import { readState } from '../app/pages/read-state';
import type { Ports } from '../app/ports';
import { InForceUnknown, reconcile } from '../app/reconcile';
import type { Turns } from '../app/turns';
import type { OpenVault } from '../app/vault/commit';
import type { AppState, StateStamp } from '../domain/app-state';
import { AppError, type Failure, toFailure } from '../domain/errors';
import type { Command, Reply, RequestOf } from '../protocol/messages';
import { commands, type LongCommand } from './commands';

/** A use case of one turn. @returns the vault if it has it open. */
export type Act = (ports: Ports) => Promise<OpenVault | undefined>;

/** Commands that skip the queue, or that a lock ends. */
const TURN_OF: Readonly<Partial<Record<Command['type'], keyof Turns>>> = {
  'vault/create': 'takeToOpen',
  'vault/unlock': 'takeToOpen',
  'vault/unlock-by-passkey': 'takeToOpen',
  'vault/restore': 'takeToOpen',
  'vault/start-over': 'takeToOpen',
  'vault/lock': 'takeNow',
  'draft/keep': 'takeToKeep',
  'draft/clear': 'takeToKeep',
  'draft/discard': 'takeToKeep',
  'replacement/keep': 'takeToKeep',
  'replacement/discard': 'takeToKeep',
  'import/keep': 'takeToKeep',
  'import/forget': 'takeToKeep',
};

/** Publishes the state at the end of a turn. @param vault - Absent: it is opened. */
export type Publish = (ports: Ports, vault?: OpenVault) => Promise<AppState>;

/** @param onState - Hears each state before the pages do. */
export function publisher(onState: (ports: Ports, state: AppState) => void): Publish {
  return async (ports, vault) => {
    const read = await readState(ports, vault).catch(async (error) => {
      await lockAfter(ports, error);
      return readState(ports);
    });
    // Cast: this is where stamps are made.
    const state = { ...read, stamp: crypto.randomUUID() as StateStamp };
    onState(ports, state);
    const { pages, update } = ports;
    // Not awaited, so that the page that asked gets its answer now.
    const shown = [pages.publish(state), notifyDue(ports, state)];
    void Promise.all(shown).catch(report);
    // An update restarts the extension, which locks the vault: not while the user works with it.
    if (state.updateWaiting && state.vault !== 'unlocked') update.apply();
    return state;
  };
}

export interface Performer {
  /** Never rejects: a failure is part of the reply. */
  perform(command: Command): Promise<Reply>;
  /** Runs a use case that no page waits for. Never rejects: the state says what failed. */
  runAndPublish(act: Act, turn?: 'takeAndPublish' | 'takeNow'): Promise<void>;
}

/** The work of a command before its turn. @returns the use case for the turn. @throws AppError if it fails. */
type LongCommands = { readonly [T in LongCommand]: (command: RequestOf<T>) => Promise<Act> };

export function performer(turns: Turns, publish: Publish, before: LongCommands): Performer {
  function runAndPublish(
    act: Act,
    turn: 'takeAndPublish' | 'takeNow' = 'takeAndPublish',
  ): Promise<void> {
    const done = turns[turn](async (ports) => {
      const { vault } = await attempt(ports, () => act(ports));
      await publish(ports, vault);
    });
    return done.catch(report);
  }

  async function inTurnAfter(work: Promise<Act>): Promise<Reply> {
    try {
      const act = await work;
      return await turns.takeAndPublish(async (ports) => {
        const { vault, failure } = await attempt(ports, () => act(ports));
        const state = await publish(ports, vault);
        return failure ? { ok: false, failure, state } : { ok: true, state };
      });
    } catch (error) {
      report(error);
      return { ok: false, failure: toFailure(error) };
    }
  }

  return {
    runAndPublish,

    perform(command) {
      if (isLong(command)) return inTurnAfter(before[command.type](command));
      // Cast: `command.type` names its handler.
      const handler = commands[command.type] as (ports: Ports, command: Command) => ReturnType<Act>;
      const turn = TURN_OF[command.type] ?? 'takeAndPublish';
      const done = turns[turn](async (ports): Promise<Reply> => {
        const keysBefore = isTyping(command) ? await unsavedKeys(ports) : '';
        const { vault, failure } = await attempt(ports, () => handler(ports, command));
        // A draft is saved past the gate. A turn of its own locks, and seals the draft.
        if (isTyping(command) && (await isPastGate(ports))) {
          void runAndPublish(reconcile);
          return failure ? { ok: false, failure } : { ok: true };
        }
        // Every keystroke saves a draft, and pages only show which drafts exist.
        if (isTyping(command) && !failure && (await unsavedKeys(ports)) === keysBefore) {
          return { ok: true };
        }
        try {
          const state = await publish(ports, vault);
          return failure ? { ok: false, failure, state } : { ok: true, state };
        } catch (error) {
          return { ok: false, failure: failure ?? toFailure(error) };
        }
      });
      // The gate can fail too, and a lock can end the turn: that lock publishes the state.
      return done.catch((error) => ({ ok: false, failure: toFailure(error) }));
    },
  };
}

interface Attempt {
  readonly vault?: OpenVault | undefined;
  readonly failure?: Failure;
}

/** The gate checks a failure at once, so that the state published next shows its lock. */
async function attempt(ports: Ports, work: () => ReturnType<Act>): Promise<Attempt> {
  try {
    return { vault: await work() };
  } catch (error) {
    report(error);
    await lockAfter(ports, error).catch(report);
    return { failure: toFailure(error) };
  }
}

function isLong(command: Command): command is RequestOf<LongCommand> {
  return command.type === 'backup/restore';
}

/** Whether the gate would do something at the beginning of a turn. */
async function isPastGate({ session, now }: Ports): Promise<boolean> {
  const state = await session.readNow();
  return isOverdue(state, now()) || mustLeave(state.leavesAt, now());
}

function isTyping({ type }: Command): boolean {
  return TURN_OF[type] === 'takeToKeep';
}

async function unsavedKeys({ session }: Ports): Promise<string> {
  const { drafts, replacements } = await session.readNow();
  return [drafts, replacements].map((each) => Object.keys(each).join(' ')).join('\n');
}

/** Logs errors that are a fault of ours. An `AppError` is a known case, which pages show. */
export function report(error: unknown): undefined {
  const cause = error instanceof InForceUnknown ? error.cause : error;
  if (!(cause instanceof AppError)) console.error(cause);
}
