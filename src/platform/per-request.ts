/**
 * What is known of a request until it is told what has become of it. Of some nobody ever tells, and some
 * of it is secret: so the oldest is forgotten.
 */
const REQUESTS_AT_MOST = 200;

export interface PerRequest<T> {
  set(requestId: string, value: T): void;
  /** It is not kept any longer. */
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
