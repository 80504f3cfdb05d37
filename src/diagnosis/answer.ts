/** The evidence for a verdict on an answer. */
import type { Challenge } from '../domain/challenge';
import type { HttpHeaders } from '../domain/seen-request';
import type { ErrorText } from './read-error-body';
import type { SentHeader } from './sent-header';
import type { ClockSample } from './server-time';

export interface Answer {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly sent: readonly SentHeader[];
  /** Our clock at the answer, milliseconds since the Unix epoch. */
  readonly now: number;
  readonly clock?: ClockSample;
  /** The first kilobyte. Absent: the body was not read. */
  readonly body?: string;
}

/** An answer with 400, 401 or 403. */
export interface Refusal extends Answer {
  readonly challenges: readonly Challenge[];
  readonly errorText: ErrorText;
}
