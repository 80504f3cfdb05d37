/** Sends one request to a server that is not trusted yet, with limits on time and length. */
import { AppError } from '../domain/errors';
import { readAnswer } from '../domain/read-answer';

/** Metadata is a few KiB long. */
const BOUNDS = { bytesAtMost: 256 * 1024, withinMs: 10_000 };

/**
 * @param send - Sends the request, and aborts it by the signal.
 * @returns the answer. Its body is in memory for status 200, and not read for any other.
 * @throws AppError `discovery-unanswered`; `discovery-unreadable` if the body is too long.
 */
export async function ask(send: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
  const isWanted = ({ status }: Response) => status === 200;
  const { response, text, end } = await readAnswer(send, { ...BOUNDS, isWanted }).catch((cause) => {
    throw new AppError('discovery-unanswered', 'no answer', { cause });
  });
  if (end === 'too-long') throw new AppError('discovery-unreadable', 'too long');
  if (end === 'broken') throw new AppError('discovery-unanswered', 'the body broke off');
  if (!isWanted(response)) return response;
  return new Response(text, { headers: response.headers });
}
