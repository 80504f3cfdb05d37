/**
 * Judges, from what a server has received, whether a header was replaced before each of its ends.
 *
 * A background that gets no turn cannot renew, and a busy machine may give it none. So the test asks the
 * background all the time, and the answers show when it lived. An end counts, for and against, only if the
 * background has lived after the renewal was due and before the end.
 */

/** One request, on the wire. */
export interface Received {
  /** The page's clock just before it asked: what the browser sends later was in force later. */
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly status: number;
  /** Undefined: it carried none. */
  readonly carried?: Carried;
}

export interface Carried {
  /** Another one for each issued header or set of headers. */
  readonly value: string;
  /** Milliseconds, by the clock of `sentAt`. */
  readonly endsAt: number;
  /** Headers that belong to different moments. */
  readonly isMixed?: boolean;
}

interface Judgement {
  /** Headers that have ended while the background lived, each followed by another one. */
  readonly ends: number;
  /** One line for each request that went wrong. */
  readonly faults: readonly string[];
}

/** A background that has answered so often had turns enough to renew. */
const TURNS_ENOUGH = 5;

/**
 * @param received - In order of arrival. The first one carries a header.
 * @param slackMs - Between the moment at which a renewal is due at the latest, and the end.
 * @param answers - When the background has answered, in ascending order; milliseconds.
 */
export function judgeRenewals(
  received: readonly Received[],
  slackMs: number,
  answers: readonly number[],
): Judgement {
  const faults: string[] = [];
  const ended = new Set<string>();
  let last: Carried | undefined;
  for (const request of received) {
    const { carried = last, sentAt } = request;
    const problem = problemOf(request, last);
    if (problem && (problem === 'mixed' || !hadNoTurn(carried, sentAt))) {
      faults.push(`${problem}, sent at ${sentAt}, status ${request.status}, ${said(carried)}`);
    }
    const { carried: now } = request;
    if (!now) continue;
    if (last && last.value !== now.value && !hadNoTurn(last, Number.POSITIVE_INFINITY)) {
      ended.add(last.value);
    }
    last = now;
  }
  const latest = Math.max(...received.map(({ sentAt }) => sentAt));
  const ends = new Map(
    received.flatMap(({ carried }) => (carried ? [[carried.value, carried.endsAt]] : [])),
  );
  return {
    ends: [...ended].filter((value) => (ends.get(value) ?? latest) < latest).length,
    faults,
  };

  /** Whether a header has ended by then, without a turn for the background to renew it. */
  function hadNoTurn(header: Carried | undefined, by: number): boolean {
    if (!header || header.endsAt > by) return false;
    const { endsAt } = header;
    const turns = answers.filter((at) => at > endsAt - slackMs && at < endsAt);
    return turns.length < TURNS_ENOUGH;
  }
}

function problemOf({ carried, sentAt, arrivedAt, status }: Received, last: Carried | undefined) {
  if (!carried) return last ? 'bare' : 'bare from the start';
  if (carried.isMixed) return 'mixed';
  if (carried.endsAt <= sentAt) return 'expired';
  // One that ends on its way was good when the browser sent it.
  if (status !== 200 && carried.endsAt > arrivedAt) return 'refused';
  return undefined;
}

function said(header: Carried | undefined): string {
  return header ? `…${header.value.slice(-12)} ends at ${header.endsAt}` : 'no header before';
}
