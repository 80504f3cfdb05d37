/** The bounded reader, with a real server that sends bodies without a bound. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/domain/read-answer';
import { startFloodingServer } from '../lab/server/flooding-server.mjs';

const KIB = 1024;
const BOUNDS = { bytesAtMost: 256 * KIB, withinMs: 30_000 };

let server: Awaited<ReturnType<typeof startFloodingServer>>;

beforeEach(async () => {
  server = await startFloodingServer();
});

afterEach(() => server.stop());

const ask = (path: string, bounds: object = {}) =>
  readAnswer((signal) => fetch(server.origin + path, { signal }), { ...BOUNDS, ...bounds });

describe('an answer', () => {
  it.each(['endless', 'gzip'])(
    'that is %s ends at the bound, and so does its request',
    async (kind) => {
      const { text, end } = await ask(`/${kind}/200`);

      expect([text?.length, end]).toEqual([BOUNDS.bytesAtMost, 'too-long']);
      expect(await server.floods[0]?.end).toBe('left');
    },
  );

  it('that is not wanted is not read, and its request ends', async () => {
    const { response, text } = await ask('/endless/404', { isWanted: () => false });

    expect([response.status, text]).toEqual([404, undefined]);
    expect(await server.floods[0]?.end).toBe('left');
  });

  it('that ends before the bound is whole', async () => {
    expect(await ask('/short/400')).toMatchObject({ text: '{}', end: 'whole' });
  });
});

describe('without a server', () => {
  const read = (body: BodyInit | null, bytesAtMost: number) =>
    readAnswer(async () => new Response(body), { ...BOUNDS, bytesAtMost });

  it.each([
    ['as long as the bound', 'abc', 'abc', 'whole'],
    ['one byte longer', 'abcd', 'abc', 'too-long'],
    // A character of two bytes, of which one has room.
    ['cut within a character', 'abé', 'ab', 'too-long'],
    ['empty', '', '', 'whole'],
  ] as const)('a body that is %s', async (_, body, text, end) => {
    expect(await read(body, 3)).toMatchObject({ text, end });
  });

  it('an answer without a body has no text', async () => {
    expect(await read(null, 3)).not.toHaveProperty('text');
  });

  it('a body that stays silent breaks off when the time is over, and its request ends', async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      cancel() {
        isCancelled = true;
      },
    });

    const read = readAnswer(async () => new Response(body), { ...BOUNDS, withinMs: 10 });

    expect(await read).toMatchObject({ text: '', end: 'broken' });
    expect(isCancelled).toBe(true);
  });

  it('no answer in time is a failure, even if the request ignores its signal', async () => {
    const asked = readAnswer(() => new Promise(() => {}), { ...BOUNDS, withinMs: 10 });

    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('a request that fails is a failure', async () => {
    const asked = readAnswer(() => Promise.reject(new TypeError('Failed to fetch')), BOUNDS);

    await expect(asked).rejects.toThrow('Failed to fetch');
  });
});
