/** The moment at which some rule has to leave. Times: milliseconds since the Unix epoch. */
export interface Leave {
  readonly at: number;
  /** When this was written. An earlier clock than that was set back. */
  readonly since: number;
}
