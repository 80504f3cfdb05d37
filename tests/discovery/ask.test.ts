/** Discovery asks servers that are not trusted yet: it reads what it needs of an answer, and no more. */
import { afterEach, beforeEach, expect } from 'vitest';
import { ask } from '../../src/discovery/ask';
import { startFloodingServer } from '../lab/server/flooding-server.mjs';
import { proves } from '../support/proves';

let server: Awaited<ReturnType<typeof startFloodingServer>>;

beforeEach(async () => {
  server = await startFloodingServer();
});

afterEach(() => server.stop());

const askAt = (path: string) => ask((signal) => fetch(server.origin + path, { signal }));

for (const kind of ['endless', 'gzip']) {
  proves('T18', `metadata that is ${kind} is too long, and its request ends`, async (tried) => {
    await expect(askAt(`/${kind}/200`)).rejects.toMatchObject({ code: 'discovery-unreadable' });

    expect(await server.floods[0]?.end).toBe('left');
    tried();
  });

  proves('T18', `the ${kind} body of a refusal is not read`, async (tried) => {
    const { status, body } = await askAt(`/${kind}/401`);

    expect(status).toBe(401);
    expect(await server.floods[0]?.end).toBe('left');
    await expect(body?.getReader().read()).rejects.toThrow();
    tried();
  });
}
