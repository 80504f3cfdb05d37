/** What is waited for comes soon; on a busy machine soon is later. Milliseconds. */
export const PATIENCE_MS = 30_000;
