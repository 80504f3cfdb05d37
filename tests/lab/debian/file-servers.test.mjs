/** nginx and Apache in the lab: real answers, through the lab's TLS. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startLab } from '../lab.mjs';
import { askLab } from '../server/ask-lab.mjs';
import { describeServer } from './describe-server.mjs';
import { LAST_MODIFIED } from './file-places.mjs';

/** @type {import('../lab.mjs').Lab} */
let lab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab?.stop());

for (const server of /** @type {const} */ (['nginx', 'apache']))
  describeServer(server, server, () => {
    beforeAll(() => lab.debian.startFiles(server));

    /**
     * @param {string} path
     * @param {Record<string, string>} [headers]
     */
    const ask = (path, headers = {}) => askLab(lab, `https://${server}.test/${path}`, { headers });

    it('answers with its own headers and none of the lab', async () => {
      const { status, headers, text } = await ask('plain/data.json');

      expect(status).toBe(200);
      expect(JSON.parse(text)).toEqual({ kept: true });
      expect(headers['last-modified']).toBe(LAST_MODIFIED.toUTCString());
      expect(headers.etag).toBeDefined();
      expect(headers['cache-control']).toBeUndefined();
      expect(String(headers.server).toLowerCase()).toContain(server);
      expect(lab.log.since(0).at(-1)).toMatchObject({ host: `${server}.test`, status: 200 });
    });

    it.each([
      ['kept', { 'cache-control': 'max-age=3600' }],
      ['vary', { 'cache-control': 'max-age=3600', vary: 'Authorization' }],
      ['revalidated', { 'cache-control': 'no-cache' }],
    ])('says of the files below /%s/ how long they are good', async (place, told) => {
      expect((await ask(`${place}/page.html`)).headers).toMatchObject(told);
    });

    it('judges preconditions and ranges', async () => {
      const { headers } = await ask('kept/data.json');
      const { etag = '' } = headers;
      const before = new Date(LAST_MODIFIED.getTime() - 1000).toUTCString();
      const statusOf = async (/** @type {Record<string, string>} */ asked) =>
        (await ask('kept/data.json', asked)).status;

      expect(await statusOf({ 'if-none-match': etag })).toBe(304);
      expect(await statusOf({ 'if-modified-since': LAST_MODIFIED.toUTCString() })).toBe(304);
      expect(await statusOf({ 'if-unmodified-since': before })).toBe(412);
      expect(await statusOf({ range: 'bytes=0-3' })).toBe(206);
      expect(await statusOf({ range: 'bytes=0-3', 'if-range': '"another"' })).toBe(200);
    });
  });

it('a server that does not run answers 503, after it was stopped too', async () => {
  await lab.debian.stop();

  expect((await askLab(lab, 'https://nginx.test/kept/data.json')).status).toBe(503);
});
