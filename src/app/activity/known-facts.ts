/**
 * The facts for judging requests: the state, the rules in force and the issued headers. They are read
 * once after each change of the state, and only when a request needs them.
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
  /** True before the first state: requests are kept until the state says whether to observe. */
  mayObserve(): boolean;
  /** Absent before the first state. */
  current(): Promise<Known> | undefined;
  /** The facts before the last change, if they were read; a lock removes them. */
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
        // The judge handles a failure later; until then it must not be reported as unhandled.
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
