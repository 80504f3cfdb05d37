/** Answers without a bound, from a real server: each request of a scheme stops reading, and ends. */
import { afterAll, beforeAll, expect } from 'vitest';
import { startFloodingServer } from '../../lab/server/flooding-server.mjs';
import { proves } from '../../support/proves';
import { authorizeDevice, exchange, obtain, poll, refresh, revoke } from './grants';

let server: Awaited<ReturnType<typeof startFloodingServer>>;

beforeAll(async () => {
  server = await startFloodingServer();
});

afterAll(() => server.stop());

const REQUESTS = { obtain, exchange, refresh, authorizeDevice, poll, revoke };
const MIB = 1024 * 1024;

for (const kind of ['endless', 'gzip'] as const) {
  for (const status of [200, 400, 401] as const) {
    const claim = `an answer of ${status} that is ${kind} is read up to a mebibyte, by every request`;
    proves('T18', claim, async (tried) => {
      for (const [name, ask] of Object.entries(REQUESTS)) {
        const path = `/${kind}/${status}/${name}`;
        const url = server.origin + path;
        let read = 0;
        const counting: typeof fetch = async (address, init) => {
          const { body, ...response } = await fetch(address, init).then((each) => ({
            body: each.body,
            status: each.status,
            headers: each.headers,
          }));
          const counter = new TransformStream<Uint8Array, Uint8Array>({
            transform(chunk, controller) {
              read += chunk.length;
              controller.enqueue(chunk);
            },
          });
          return new Response(body?.pipeThrough(counter) ?? null, response);
        };

        await ask(counting, { tokenUrl: url, deviceUrl: url, revocationUrl: url }).then(
          () => expect(status).toBe(200),
          (error) => expect(error).toMatchObject({ name: 'AppError' }),
        );

        expect(read).toBeGreaterThan(MIB);
        // The last piece, and what streams hold ready.
        expect(read).toBeLessThan(2 * MIB);
        const flood = server.floods.find((each) => each.path === path);
        expect(await flood?.end, path).toBe('left');
        tried();
      }
    });
  }
}
