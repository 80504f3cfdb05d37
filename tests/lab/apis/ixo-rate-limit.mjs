/**
 * A quota for each client in windows of fixed length, and the header fields that tell of it.
 *
 * Source: draft-ietf-httpapi-ratelimit-headers-11; `Retry-After` in seconds (RFC 9110 §10.2.3).
 */

/** The limit of `/v1/search`, for each token. */
export const IXO_RATE_LIMIT = Object.freeze({ policy: 'search', quota: 5, windowS: 60 });

/**
 * @typedef {object} RateLimitOptions
 * @property {string} policy Its name in the header fields.
 * @property {number} quota Requests in a window.
 * @property {number} windowS Seconds; the window starts with the client's first request.
 */

/**
 * @param {RateLimitOptions} options
 * @returns {(client: string, now: number) => { allowed: boolean, headers: Record<string, string> }}
 *   Counts one request.
 */
export function createRateLimit({ policy, quota, windowS }) {
  /** @type {Map<string, { start: number, used: number }>} */
  const windows = new Map();
  return (client, now) => {
    const open = windows.get(client);
    // A clock that a test set back starts anew, or the client would wait for years.
    const over = open === undefined || now < open.start || now >= open.start + windowS * 1000;
    const { start, used } = over ? { start: now, used: 0 } : open;
    const allowed = used < quota;
    const usedNow = allowed ? used + 1 : used;
    windows.set(client, { start, used: usedNow });
    const leftS = Math.ceil((start + windowS * 1000 - now) / 1000);
    return {
      allowed,
      headers: {
        'ratelimit-policy': `"${policy}";q=${quota};w=${windowS}`,
        ratelimit: `"${policy}";r=${quota - usedNow};t=${leftS}`,
        ...(!allowed && { 'retry-after': String(leftS) }),
      },
    };
  };
}
