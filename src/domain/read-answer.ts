/**
 * The one reader of what servers answer: it stops at a bound of bytes and of time, and ends the
 * request there. Without it a megabyte of gzip, or a body without an end, fills the memory and holds
 * up a lock.
 *
 * The bound counts the bytes after the browser has unpacked them (RFC 9110 §8.4).
 */
export interface Bounds {
  readonly bytesAtMost: number;
  /** Milliseconds for all of the answer, its body included. */
  readonly withinMs: number;
  /** Whether the body is read at all. Default: always. */
  readonly isWanted?: (response: Response) => boolean;
}

export interface Answer {
  /** Its body is read or cancelled. */
  readonly response: Response;
  /** Absent: there is no body, or it was not wanted. */
  readonly text?: string;
  /** The end of the body. If it is not whole, the text is the part that came before. */
  readonly end: 'whole' | 'too-long' | 'broken';
}

/**
 * @param send - Sends the request, and aborts it by the signal.
 * @throws if no answer comes in time; a body that breaks off does not throw.
 */
export async function readAnswer(
  send: (signal: AbortSignal) => Promise<Response>,
  { bytesAtMost, withinMs, isWanted = () => true }: Bounds,
): Promise<Answer> {
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(), withinMs);
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // Aborted below in any case: a rejection that no step waits for is no fault.
  aborted.catch(() => undefined);
  try {
    const response = await Promise.race([send(signal), aborted]);
    if (!response.body || !isWanted(response)) return { response, end: 'whole' };
    return { response, ...(await readBody(response.body, bytesAtMost, aborted)) };
  } finally {
    clearTimeout(timer);
    // Ends a request whose body was not read to its end.
    controller.abort();
  }
}

async function readBody(
  body: ReadableStream<Uint8Array>,
  bytesAtMost: number,
  aborted: Promise<never>,
): Promise<Pick<Answer, 'text' | 'end'>> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let room = bytesAtMost;
  try {
    while (true) {
      const { done, value } = await Promise.race([reader.read(), aborted]);
      if (done) return { text: text + decoder.decode(), end: 'whole' };
      // In stream mode the decoder leaves out a character that is cut in two.
      text += decoder.decode(value.subarray(0, room), { stream: true });
      room -= value.length;
      if (room < 0) return { text, end: 'too-long' };
    }
  } catch {
    return { text, end: 'broken' };
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
