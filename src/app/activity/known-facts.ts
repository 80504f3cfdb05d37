/**
 * The facts by which requests are judged: the state, the rules in force and the issued headers. They
 * are read once after each change of the state, and only when a request needs them.
 */
import type { AppState, OpenState } from '../../domain/app-state';
import type { BrowserPorts } from '../ports';
import type { Known } from './entry-of';
import { situationOf } from './situation';
import { isWatched } from './watched-origins';

type KnownPorts = Pick<BrowserPorts, 'rules' | 'session'>;

export interface KnownFacts {
  setState(state: AppState): void;
  /** Absent: the background has just started. */
  state(): AppState | undefined;
  /** Before the first state it is not known whether anything is observed. */
  mayObserve(): boolean;
  /** Absent before the first state. */
  current(): Promise<Known> | undefined;
  /** The facts before the last change, where they were read; a lock removes them. */
  previous(): Promise<Known> | undefined;
}

export function knownFacts(ports: KnownPorts): KnownFacts {
  let state: AppState | undefined;
  let known: Promise<Known> | undefined;
  let knownBefore: Promise<Known> | undefined;

  return {
    setState(newer) {
      state = newer;
      knownBefore = isWatched(newer) ? (known ?? knownBefore) : undefined;
      known = undefined;
    },
    state: () => state,
    mayObserve: () => !state || isWatched(state),
    previous: () => knownBefore,

    current() {
      if (state?.vault === 'unlocked' && !known) {
        known = readKnown(ports, state);
        // The judge awaits it, and handles its failure; until then it counts as handled.
        known.catch(() => undefined);
      }
      return known;
    },
  };
}

async function readKnown({ rules, session }: KnownPorts, state: OpenState): Promise<Known> {
  const [installed, { issued }] = await Promise.all([rules.installed(), session.read()]);
  return { state, situation: situationOf(state, installed), issued };
}
