/**
 * Judges an answer, first by its status.
 *
 * Source: RFC 9110 §15, RFC 6585 §4 and §6.
 */
import type { Verdict } from '../domain/verdict';
import type { Answer } from './answer';
import { judgeRefusal } from './judge-refusal';
import { rateLimited, serverFailed } from './retry-deadline';

export function judgeAnswer(answer: Answer): Verdict {
  const { status } = answer;
  if (status < 400) return { cause: 'working' };
  // A proxy on the way has answered, or the network of a hotel, and not the server.
  if (status === 407) return { cause: 'network', error: '407 Proxy Authentication Required' };
  if (status === 511) return { cause: 'network', error: '511 Network Authentication Required' };
  if (status >= 500) return serverFailed(answer);
  if (status === 429) return rateLimited(answer);
  if ([400, 401, 403].includes(status)) return judgeRefusal(answer);
  return { cause: 'refused-otherwise' };
}
