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

/** More changes than a request meets on its way, even if the user picks quickly. */
const MOMENTS_KEPT = 8;

/** Counts the changes of the state. */
export type Moment = number;

export interface KnownFacts {
  setState(state: AppState): void;
  /** Absent: the background has just started. */
  state(): AppState | undefined;
  /** True before the first state: requests are kept until the state says whether to observe. */
  mayObserve(): boolean;
  /** Reads the facts of now, unless that is done. */
  read(): Moment;
  /**
   * The facts of a moment, then those before it, then those after it until now, as far as they were
   * read. A lock removes them.
   */
  around(moment: Moment): readonly Promise<Known>[];
}

interface Facts {
  readonly moment: Moment;
  readonly known: Promise<Known>;
}

export function knownFacts(ports: KnownPorts): KnownFacts {
  let state: AppState | undefined;
  let moment: Moment = 0;
  /** The newest last. */
  let facts: readonly Facts[] = [];

  function read(): Moment {
    if (state?.vault === 'unlocked' && facts.at(-1)?.moment !== moment) {
      const known = readKnown(ports, state);
      // The judge handles a failure later; until then it must not be reported as unhandled.
      known.catch(() => undefined);
      facts = [...facts, { moment, known }].slice(-MOMENTS_KEPT);
    }
    return moment;
  }

  return {
    setState(newer) {
      state = newer;
      moment += 1;
      if (!isWatched(newer)) facts = [];
    },
    state: () => state,
    mayObserve: () => !state || isWatched(state),
    read,

    around(seen) {
      read();
      const until = facts.filter((each) => each.moment <= seen).toReversed();
      const later = facts.filter((each) => each.moment > seen);
      return [...until, ...later].map(({ known }) => known);
    },
  };
}

async function readKnown({ rules, session }: KnownPorts, state: OpenState): Promise<Known> {
  const [installed, { issued }] = await Promise.all([rules.installed(), session.read()]);
  return { state, situation: situationOf(state, installed), issued };
}
