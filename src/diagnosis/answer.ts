/** What a verdict on an answer is made from. */
import type { Challenge } from '../domain/challenge';
import type { HttpHeaders } from '../domain/seen-request';
import type { SentHeader } from './sent-header';
import type { ClockSample } from './server-time';
import type { Said } from './what-it-says';

export interface Answer {
  readonly status: number;
  readonly headers: HttpHeaders;
  readonly sent: readonly SentHeader[];
  /** By our clock, milliseconds since the Unix epoch. */
  readonly now: number;
  readonly clock?: ClockSample;
  /** How it begins, where somebody has read it. */
  readonly body?: string;
}

/** An answer with 400, 401 or 403, and what it says. */
export interface Refusal extends Answer {
  readonly challenges: readonly Challenge[];
  readonly said: Said;
}
