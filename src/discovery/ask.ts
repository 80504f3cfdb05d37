/** One question to a server that nobody trusts yet: its answer is read soon and to a bound, or not at all. */
import { AppError } from '../domain/errors';

const PATIENCE_MS = 10_000;

/** Metadata take a few KiB. */
const BYTES_AT_MOST = 256 * 1024;

/**
 * @param send - Asks, and gives up by the signal.
 * @returns the answer, its body in memory where its status is 200; of any other it is not read.
 * @throws AppError `discovery-unanswered`; `discovery-unreadable` where it is too long.
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
