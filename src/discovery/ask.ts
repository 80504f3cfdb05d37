/** Sends one request to a server that is not trusted yet, with limits on time and length. */
import { AppError } from '../domain/errors';

const PATIENCE_MS = 10_000;

/** Metadata is a few KiB long. */
const BYTES_AT_MOST = 256 * 1024;

/**
 * @param send - Sends the request, and aborts it by the signal.
 * @returns the answer. Its body is in memory for status 200, and unread for any other.
 * @throws AppError `discovery-unanswered`; `discovery-unreadable` if the body is too long.
 */
export async function ask(send: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  try {
    const response = await send(AbortSignal.timeout(PATIENCE_MS));
    if (response.status !== 200) return response;
    return new Response(await readToBound(response), { headers: response.headers });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('discovery-unanswered', 'no answer', { cause });
  }
}

async function readToBound({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > BYTES_AT_MOST) throw new AppError('discovery-unreadable', 'too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
