/**
 * A short server-sent event stream. Source: HTML Standard, "Server-sent events".
 *
 * Every client of such a stream comes back when it ends. The stream asks it to wait long, and ends a
 * client that comes back with the last id (204), so that a test sees the request it made.
 */

const RETRY_MS = 600_000;

/**
 * @param {Readonly<Record<string, string>>} headers The request's headers.
 * @param {readonly unknown[]} events Sent as JSON, with ids from 1.
 * @returns {import('../server/lab-host.mjs').LabAnswer}
 */
export function eventStreamAnswer(headers, events) {
  if (headers['last-event-id'] === String(events.length)) return { status: 204 };
  const blocks = events.map(
    (event, index) => `id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`,
  );
  return {
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    body: `retry: ${RETRY_MS}\n\n${blocks.join('')}`,
  };
}
