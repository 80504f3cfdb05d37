/**
 * Values by request id, kept until the browser reports the request's outcome. It reports none for some
 * requests, and some values are secret, so the oldest value is dropped.
 */
const REQUESTS_AT_MOST = 200;

export interface PerRequest<T> {
  set(requestId: string, value: T): void;
  /** Returns the value and removes it. */
  take(requestId: string): T | undefined;
  has(requestId: string): boolean;
  clear(): void;
}

export function perRequest<T>(): PerRequest<T> {
  const kept = new Map<string, T>();
  return {
    set(requestId, value) {
      kept.delete(requestId);
      kept.set(requestId, value);
      const [oldest] = kept.keys();
      if (kept.size > REQUESTS_AT_MOST && oldest !== undefined) kept.delete(oldest);
    },
    take(requestId) {
      const value = kept.get(requestId);
      kept.delete(requestId);
      return value;
    },
    has: (requestId) => kept.has(requestId),
    clear: () => kept.clear(),
  };
}
