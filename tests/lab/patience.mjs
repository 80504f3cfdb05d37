/** The longest wait of a test, for a busy machine; most waits end at once. Milliseconds. */
export const PATIENCE_MS = 30_000;
